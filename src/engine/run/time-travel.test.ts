import { describe, expect, test } from 'vitest';
import type { Intervention, Snapshot } from '../contract/engine';
import { engineAt, look } from '../testing/engine-at';

const set = (setting: 'ttl' | 'entries', value: number): Intervention => ({ kind: 'set', setting, value });

/** What must be equal at equal moments, without what the wall clock decides. */
const seenIn = ({ at, requests, tier, pages, settings, store, marks }: Snapshot) => ({
  at,
  requests,
  total: tier.total,
  bytes: tier.bytes,
  pages,
  settings,
  queries: store.queries,
  changes: store.changes,
  marks,
});

type Driven = Awaited<ReturnType<typeof engineAt>>;
const seen = async ({ engine }: Driven) => seenIn(await look(engine));

/** Lets the run arrive. */
async function arrive({ engine, slices }: Driven) {
  for (let turns = 0; (await look(engine)).playing; turns++) {
    if (turns > 1_000) throw new Error('The run does not arrive');
    await slices(5);
  }
}

async function goTo(driven: Driven, ...where: Parameters<Driven['engine']['goTo']>) {
  const reply = await driven.engine.goTo(...where);
  await arrive(driven);
  return reply;
}

const busy = { requestsPerSecond: 2_000, priceChangesPerMinute: 120, ttl: 2_000 };

/** A run of 3.5 s at 2,000 requests/s: with a checkpoint at 2.5 s, and with steps at 1 s and at 2.75 s. */
async function played() {
  const driven = await engineAt(busy);
  const { engine } = driven;
  const record: Awaited<ReturnType<typeof seen>>[] = [];
  for (const at of [500, 1_000, 2_600.5, 2_750, 3_500]) {
    await goTo(driven, at);
    record.push(await seen(driven));
    if (at === 1_000) await engine.apply(set('ttl', 800));
    if (at === 2_750) await engine.apply(set('entries', 60), { kind: 'retrain' });
  }
  return { ...driven, record };
}

describe('going to a moment', () => {
  test('gives the figures that it had, back and forth, and steps come again at their moments', async () => {
    const { record, ...driven } = await played();
    const { engine } = driven;
    const before = await engine.run();
    for (const i of [2, 0, 3, 1, 4]) {
      const there = record[i];
      expect((await goTo(driven, there?.at ?? 0)).ok).toBe(true);
      // A step that was made at this moment takes effect within the next millisecond.
      expect(await seen(driven)).toEqual(there);
      expect((await look(engine)).travel).toMatchObject({ head: 3_500, forks: 0 });
    }
    expect(await engine.run()).toEqual(before);
    expect((await look(engine)).travel.bytes).toBeGreaterThan(100_000);
    // Only backwards another run had to be taken up.
    expect(await goTo(driven, 3_600)).toEqual({ ok: true, value: undefined });
    expect(await goTo(driven, 3_550)).toMatchObject({ ok: true, value: { shop: { source: 'embedded' } } });
    expect((await look(engine)).travel.head).toBe(3_600);
  });

  test('before the first checkpoint the run begins again', async () => {
    const driven = await engineAt();
    await goTo(driven, 700);
    const at700 = await seen(driven);
    await driven.engine.apply(set('ttl', 2_000));
    await goTo(driven, 2_000);
    expect((await look(driven.engine)).travel.bytes).toBe(0);
    await goTo(driven, 700);
    expect(await seen(driven)).toEqual(at700);
    expect((await look(driven.engine)).stepsToCome.count).toBe(1);
  });
});

describe('what is done in the past', () => {
  test('begins another future, without what was done later; the first one can be returned to', async () => {
    const { record, ...driven } = await played();
    const { engine } = driven;
    const first = { interventions: (await engine.run()).interventions, head: 3_500 };
    await goTo(driven, 2_600.5);
    await engine.apply(set('ttl', 500));
    const forked = await look(engine);
    expect(forked.travel).toMatchObject({ forks: 1, forkedAt: 2_600.5 });
    expect(forked.stepsToCome.count).toBe(0);
    await goTo(driven, 3_500);
    const other = await seen(driven);
    expect(other.settings).toMatchObject({ ttl: 500, entries: record[0]?.settings.entries });
    expect((await engine.run()).interventions).toHaveLength(2);

    // The same as a run in which nothing else was ever done.
    const alone = await engineAt(busy, (await engine.run()).interventions);
    await goTo(alone, 3_500);
    expect(await seen(alone)).toEqual(other);

    const second = { interventions: (await engine.run()).interventions, head: 3_500 };
    await goTo(driven, first.head, first);
    expect(await seen(driven)).toEqual(record[4]);
    await goTo(driven, second.head, second);
    expect(await seen(driven)).toEqual(other);
  });

  test('what is refused begins none, nor does what was there from the start get lost', async () => {
    const steps = [{ at: 1_500, what: set('ttl', 2_000) }];
    const driven = await engineAt({}, steps);
    const { engine } = driven;
    await goTo(driven, 2_000);
    await goTo(driven, 1_000);
    expect((await engine.apply({ kind: 'setPrice', product: 1e6, cents: 1 })).ok).toBe(false);
    expect((await look(engine)).travel.forks).toBe(0);
    await engine.apply(set('entries', 50));
    expect(await look(engine)).toMatchObject({ travel: { forks: 1 }, stepsToCome: { count: 1 } });
    // At the head of the new future nothing forks.
    await engine.apply(set('entries', 60));
    expect((await look(engine)).travel.forks).toBe(1);
  });

  test('a visit of this browser is something done', async () => {
    const driven = await engineAt();
    await goTo(driven, 2_000);
    await goTo(driven, 1_000);
    await driven.engine.request({ kind: 'product', product: 1 }, 'autopilot');
    await driven.engine.request({ kind: 'product', product: 1e6 }, 'hand');
    expect((await look(driven.engine)).travel.forks).toBe(0);
    expect((await driven.engine.request({ kind: 'product', product: 1 }, 'hand')).ok).toBe(true);
    expect((await look(driven.engine)).travel.forks).toBe(1);
  });
});

describe('one request back', () => {
  test('undoes one step, many times over', async () => {
    const driven = await engineAt({ requestsPerSecond: 500 });
    const { engine } = driven;
    await goTo(driven, 1_500);
    const steps = [await seen(driven)];
    for (let i = 0; i < 6; i++) {
      await engine.step();
      steps.push(await seen(driven));
    }
    for (const step of steps.slice(1, -1).reverse()) {
      const going = engine.back();
      await arriveWhile(driven, going);
      expect(await seen(driven)).toEqual(step);
    }
    expect((await look(engine)).travel.head).toBe(steps.at(-1)?.at);
  });

  test('at the beginning there is none', async () => {
    const driven = await engineAt();
    expect(await driven.engine.back()).toEqual({ ok: true, value: undefined });
    await driven.engine.step();
    expect((await look(driven.engine)).requests).toBeGreaterThan(0);
    await arriveWhile(driven, driven.engine.back());
    expect(await look(driven.engine)).toMatchObject({ requests: 0, at: 0 });
  });

  test('requests that are answered at once go together', async () => {
    // One core and one product: many requests wait for one computation.
    const driven = await engineAt({ requestsPerSecond: 3_000, cores: 1, ttl: 100, productSkew: 1.5 });
    const { engine } = driven;
    await goTo(driven, 300);
    let jump = 0;
    let before = await look(engine);
    for (let i = 0; i < 400 && jump < 2; i++) {
      before = await look(engine);
      await engine.step();
      jump = (await look(engine)).requests - before.requests;
    }
    expect(jump).toBeGreaterThan(1);
    await arriveWhile(driven, engine.back());
    expect((await look(engine)).requests).toBe(before.requests);
  });
});

async function arriveWhile({ slices }: Driven, going: Promise<unknown>) {
  let over = false;
  void going.then(() => {
    over = true;
  });
  for (let turns = 0; !over; turns++) {
    if (turns > 2_000) throw new Error('It does not arrive');
    await slices(1);
    await Promise.resolve();
    await new Promise((done) => setTimeout(done));
  }
  expect(await going).toMatchObject({ ok: true });
}

describe('playing on to what happens next', () => {
  test.each([
    ['eviction', 'evicted', { entries: 20 }],
    ['expiry', 'expired', { ttl: 500 }],
    ['wrong', 'wrong', { priceChangesPerMinute: 600, auditRate: 100 }],
    ['coalesced', 'coalesced', { requestsPerSecond: 2_000, cores: 1 }],
  ] as const)('%s: the counter goes up by the last event, not before', async (what, counter, settings) => {
    const driven = await engineAt(settings);
    const { engine } = driven;
    await goTo(driven, 100);
    const before = (await look(engine)).tier.total[counter];
    let found: string | undefined;
    void engine.runToNext(what, 'all').then((value) => {
      found = value;
    });
    await arrive(driven);
    await Promise.resolve();
    expect(found).toBe('found');
    const there = await look(engine);
    expect(there.tier.total[counter]).toBeGreaterThan(before);
    // A millisecond earlier it had not happened.
    await goTo(driven, Math.max(100, there.at - 0.001));
    expect((await look(engine)).tier.total[counter]).toBe(before);
  });

  test('it is reported when it does not happen, and when it is stopped', async () => {
    const driven = await engineAt({ requestsPerSecond: 1, priceChangesPerMinute: 0, purchasesPerMinute: 0 });
    const { engine } = driven;
    const none = engine.runToNext('error', 'rankings');
    await arrive(driven);
    expect(await none).toBe('none');
    expect((await look(engine)).at).toBe(600_000);
    const stopped = engine.runToNext('error', 'all');
    await engine.pause();
    expect(await stopped).toBe('stopped');
  });
});
