import { describe, expect, test } from 'vitest';
import { hitsOf, type Intervention, mapStates, type Snapshot } from '../contract/engine';
import { engineAt, look, totals } from '../testing/engine-at';

const counted = ({ tier, requests, at, store: { queries, rows, changes } }: Snapshot) => ({
  total: tier.total,
  entries: tier.entries,
  bytes: tier.bytes,
  requests,
  at,
  queries,
  rows,
  changes,
});

describe('determinism', () => {
  test('the same run gives the same counters at two speeds, however it is sliced and looked at', async () => {
    const a = await engineAt();
    await a.engine.setSpeed(2);
    await a.play(10_000, 16);
    const b = await engineAt();
    await b.engine.setSpeed(20);
    for (let i = 0; i < 10; i++) {
      await b.play(100, 7);
      await look(b.engine, 'rankings');
      await b.engine.cacheMap('rankings');
      await b.engine.request({ kind: 'recommendations', shopper: i }, 'autopilot');
    }
    const [seen, again] = [counted(await look(a.engine)), counted(await look(b.engine))];
    expect(seen.at).toBe(20_000);
    expect(seen.requests).toBeGreaterThan(1_500);
    expect(again).toEqual(seen);
  });

  test('what was done by hand is part of the run and gives the same run again', async () => {
    const steps: Intervention[] = [
      { kind: 'set', setting: 'ttl', value: 2_000 },
      { kind: 'setPrice', product: 5, cents: 4_321 },
      { kind: 'set', setting: 'entries', value: 40 },
      { kind: 'retrain' },
      { kind: 'set', setting: 'requestsPerSecond', value: 200 },
      { kind: 'set', setting: 'policy', value: 'sieve' },
      { kind: 'set', setting: 'budget', value: 'own' },
      { kind: 'setProfile', shopper: 4, likes: [1, 2], thrift: 0.5 },
      { kind: 'clear', cache: 'weights' },
    ];
    const a = await engineAt();
    await a.engine.setSpeed(10);
    for (const step of steps) {
      await a.play(200, 33);
      expect((await a.engine.apply(step)).ok).toBe(true);
      await a.engine.request({ kind: 'similar', product: 7 }, 'hand');
    }
    await a.play(500, 33);
    const seen = counted(await look(a.engine));
    const { interventions } = await a.engine.run();
    expect(interventions).toHaveLength(2 * steps.length);

    const b = await engineAt({}, interventions);
    await b.engine.setSpeed(1);
    await b.play(seen.at, 11);
    expect(counted(await look(b.engine))).toEqual(seen);
  });
});

describe('the counters', () => {
  test('keep their identities at every moment, whatever is turned', async () => {
    const { engine, play } = await engineAt({
      entries: 30,
      ttl: 1_500,
      invalidation: 'tags',
      priceChangesPerMinute: 600,
    });
    await engine.setSpeed(5);
    for (const [setting, value] of [
      ['entries', 5],
      ['budget', 'own'],
      ['bytes', 10_000],
      ['policy', 'fifo'],
      ['ttl', 'never'],
      ['expiry', 'lazy'],
      ['singleFlight', false],
    ] as const) {
      await play(700, 20);
      await engine.apply({ kind: 'set', setting, value });
      for (const tier of ['similarities', 'weights', 'rankings', 'all'] as const) {
        const { total, entries, bytes, maxBytes, maxEntries } = (await look(engine, tier)).tier;
        expect(total.requests).toBe(
          hitsOf(total) + total.degraded + total.coalesced + total.miss + total.error,
        );
        expect(total.inserted).toBe(
          entries + total.evicted + total.expired + total.invalidated + total.replaced,
        );
        expect(entries).toBeLessThanOrEqual(maxEntries as number);
        expect(bytes).toBeLessThanOrEqual(maxBytes as number);
      }
    }
  });

  test('the window is the sum of what the chart shows', async () => {
    const { engine, play } = await engineAt();
    await engine.setSpeed(1);
    await play(9_000, 50);
    const { tier, series } = await look(engine);
    expect(series.length).toBe(10);
    expect([...series.values].reduce((a, b) => a + b, 0)).toBe(tier.window.requests);
    expect(tier.window).toEqual({ ...tier.total, savedMs: expect.closeTo(tier.total.savedMs, 6) });
  });
});

describe('turning a control shows in the figures', () => {
  test('a TTL of 1 s raises expirations and lowers the hit ratio', async () => {
    const [short, long] = [await totals({ ttl: 1_000 }), await totals({ ttl: 60_000 })];
    expect(long.expired).toBe(0);
    expect(short.expired).toBeGreaterThan(100);
    expect(short.miss).toBeGreaterThan(long.miss * 2);
  });

  test('a size of 50 entries raises evictions', async () => {
    const [small, large] = [await totals({ entries: 20 }), await totals({ entries: 10_000 })];
    expect(large.evicted).toBe(0);
    expect(small.evicted).toBeGreaterThan(100);
    expect(small.entries).toBeLessThanOrEqual(60);
  });

  test('price changes under a long TTL raise stale and wrong; a short TTL lowers them, tags end them', async () => {
    const changes = { priceChangesPerMinute: 600, profileUpdatesPerMinute: 0, purchasesPerMinute: 0 };
    const long = await totals({ ...changes, ttl: 'never' });
    const short = await totals({ ...changes, ttl: 1_000 });
    const tagged = await totals({ ...changes, ttl: 'never', invalidation: 'tags' });
    const still = await totals({ ...changes, priceChangesPerMinute: 0, ttl: 'never' });
    expect(still.stale + still.wrong).toBe(0);
    expect(long.wrong).toBeGreaterThan(50);
    expect(short.stale + short.wrong).toBeLessThan((long.stale + long.wrong) / 2);
    expect(tagged.stale + tagged.wrong).toBe(0);
    expect(tagged.invalidated).toBeGreaterThan(50);
  });

  test('without single-flight equal misses compute many times', async () => {
    const slow = { computeSlowdown: 50, cores: 64, requestsPerSecond: 500 };
    const [alone, together] = [await totals({ ...slow, singleFlight: false }, 5), await totals(slow, 5)];
    expect(alone.coalesced).toBe(0);
    expect(together.coalesced).toBeGreaterThan(100);
    expect(alone.compute.computations).toBeGreaterThan(together.compute.computations * 1.5);
  });

  test('fewer cores and a slower store make answers wait', async () => {
    const [calm, tight] = [await totals({ cores: 8 }, 10), await totals({ cores: 1, storeLatency: 40 }, 10)];
    expect(tight.latency.p99).toBeGreaterThan((calm.latency.p99 ?? Number.NaN) * 2);
  });

  test('a setting that makes no sense is refused and changes nothing', async () => {
    const { engine } = await engineAt();
    expect(await engine.apply({ kind: 'set', setting: 'ttl', value: -1 })).toMatchObject({ ok: false });
    expect(await engine.apply({ kind: 'set', setting: 'policy', value: 'crystal-ball' })).toMatchObject({
      ok: false,
    });
    expect((await engine.run()).interventions).toEqual([]);
  });

  test('several are applied at one moment while the run plays', async () => {
    const { engine, play } = await engineAt();
    await play(100, 10);
    await engine.play();
    const group = [
      { kind: 'set', setting: 'ttl', value: 2_000 },
      { kind: 'set', setting: 'entries', value: 40 },
      { kind: 'setPrice', product: 5, cents: 4_321 },
    ] as const;
    const reply = await engine.apply(...group);
    await play(100, 10);
    if (!reply.ok) throw new Error(reply.problem.what);
    const { interventions } = await engine.run();
    expect(interventions).toEqual(group.map((what) => ({ at: reply.value, what })));
    const { marks, settings, at } = await look(engine);
    expect(at).toBeGreaterThan(reply.value);
    expect(settings).toMatchObject({ ttl: 2_000, entries: 40 });
    expect(marks.map((mark) => mark.at)).toEqual(group.map(() => reply.value));
  });

  test('of several, one that makes no sense leaves the run untouched, and says why', async () => {
    const { engine, play } = await engineAt();
    await play(500, 50);
    const before = { run: await engine.run(), seen: await look(engine) };
    const reply = await engine.apply(
      { kind: 'set', setting: 'ttl', value: 2_000 },
      { kind: 'setPrice', product: 1_000_000, cents: 100 },
      { kind: 'set', setting: 'ttl', value: -1 },
    );
    expect(reply).toMatchObject({ ok: false, problem: { what: expect.stringContaining('no product') } });
    expect({ run: await engine.run(), seen: await look(engine) }).toEqual(before);
    expect(await engine.apply()).toEqual({ ok: true, value: before.seen.at });
    expect(await engine.run()).toEqual(before.run);
  });
});

describe('truth', () => {
  const quiet = {
    priceChangesPerMinute: 0,
    profileUpdatesPerMinute: 0,
    purchasesPerMinute: 0,
    retrainEvery: 'never',
    requestsPerSecond: 1,
    ttl: 'never',
  } as const;
  const page = { kind: 'product', product: 5 } as const;

  test('a changed price makes the held page wrong, with its age; its etag and the audit agree', async () => {
    const { engine, play } = await engineAt(quiet);
    const first = await engine.request(page, 'hand');
    if (!first.ok) throw new Error(first.problem.what);
    const held = { request: page, etag: first.value.etag, versions: first.value.versions };
    expect(await engine.judge([held])).toMatchObject([{ truth: 'fresh', audited: true }]);
    expect(first.value.body).toMatchObject({ kind: 'product', product: { id: 5 } });

    const changed = await engine.apply({ kind: 'setPrice', product: 5, cents: 99_999 });
    if (!changed.ok) throw new Error('refused');
    await play(4_000, 50);
    const [judgement] = await engine.judge([held]);
    const { at } = await look(engine);
    expect(judgement).toEqual({
      truth: 'wrong',
      audited: true,
      staleForMs: at - changed.value,
      cause: 'price',
      prices: [[5, 99_999]],
    });
    const again = await engine.request(page, 'hand');
    expect(again).toMatchObject({ ok: true, value: { outcome: 'wrong', etag: first.value.etag } });
  });

  test('a change that the shopper cannot see is stale, not wrong', async () => {
    const { engine } = await engineAt(quiet);
    const first = await engine.request({ kind: 'product', product: 5 }, 'hand');
    if (!first.ok) throw new Error(first.problem.what);
    await engine.apply({ kind: 'setPrice', product: 5, cents: 777 });
    await engine.apply({
      kind: 'setPrice',
      product: 5,
      cents: first.value.body.kind === 'product' ? first.value.body.product.priceCents : 1,
    });
    expect(await engine.request({ kind: 'product', product: 5 }, 'hand')).toMatchObject({
      value: { outcome: 'stale' },
    });
  });

  test('the autopilot is answered and leaves no trace', async () => {
    const { engine, play } = await engineAt(quiet);
    await play(3_000, 50);
    const before = await look(engine);
    const seen = await engine.request({ kind: 'recommendations', shopper: 9 }, 'autopilot');
    expect(seen.ok && seen.value.body.kind).toBe('recommendations');
    expect(counted(await look(engine))).toEqual(counted(before));
  });

  test('inspecting an entry gives its times, hits and the facts that it misses', async () => {
    const { engine } = await engineAt(quiet);
    await engine.request(page, 'hand');
    await engine.apply({ kind: 'setPrice', product: 5, cents: 99_999 });
    await engine.request(page, 'hand');
    const map = await engine.cacheMap('rankings');
    const details = await Promise.all([...map.slots].map((slot) => engine.inspect('rankings', slot)));
    const mine = details.find((one) => one?.key === 'page of product 5');
    expect(mine).toMatchObject({ state: 'wrong', hits: 1, changedFacts: ['product 5'], deadlineAt: 'never' });
    expect(await engine.inspect('rankings', 1_000_000)).toBeUndefined();
  });
});

test('what a tag has taken back is invalidated on the map, not stale, until it is swept', async () => {
  const { engine, play } = await engineAt({
    priceChangesPerMinute: 3_000,
    ttl: 'never',
    invalidation: 'tags',
  });
  await engine.setSpeed(5);
  await play(4_000, 50);
  const map = await engine.cacheMap('rankings');
  const states = [...map.state].map((state) => mapStates[state]);
  expect(states).toContain('invalidated');
  expect(states).not.toContain('stale');
  const slot = map.slots[states.indexOf('invalidated')] as number;
  expect(await engine.inspect('rankings', slot)).toMatchObject({ state: 'invalidated' });
});

test('retraining a model makes every held similarity stale', async () => {
  const { engine, play } = await engineAt({
    requestsPerSecond: 50,
    ttl: 'never',
    retrainEvery: 'never',
    priceChangesPerMinute: 0,
    profileUpdatesPerMinute: 0,
    purchasesPerMinute: 0,
  });
  await engine.setSpeed(5);
  await play(4_000, 50);
  expect((await look(engine, 'similarities')).tier.total.stale).toBe(0);
  await engine.apply({ kind: 'retrain' });
  await play(4_000, 50);
  const after = await look(engine, 'similarities');
  expect(after.model.version).toBe(1);
  expect(after.tier.total.stale).toBeGreaterThan(0);
});
