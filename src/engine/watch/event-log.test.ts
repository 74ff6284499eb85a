import { afterAll, expect, test } from 'vitest';
import { trainCosine } from '../../recommender/models/cosine';
import { openEmbeddedShop } from '../../store/open';
import type { LoggedEvent } from '../contract/engine';
import { defaultSettings } from '../contract/settings';
import { Run } from '../run/run';

const ALL = Number.MAX_SAFE_INTEGER;
/** Lines of one kind that a reading gives at most. */
const MOST = 20;

const shops = [
  await openEmbeddedShop(5, () => 0, { products: 60, shoppers: 20 }),
  await openEmbeddedShop(5, () => 0, { products: 60, shoppers: 20 }),
] as const;
const firstModel = trainCosine(shops[0].offTheBooks().interactions());

afterAll(() => {
  for (const shop of shops) shop.close();
});

const opened = (store: (typeof shops)[number]): Run => {
  const changing = { priceChangesPerMinute: 600, profileUpdatesPerMinute: 60, purchasesPerMinute: 60 };
  const settings = { ...defaultSettings, ...changing, requestsPerSecond: 60, entries: 40, ttl: 1_500 };
  const spec = { seed: 7, shop: 'embedded', settings, interventions: [] } as const;
  return new Run({ spec, store, firstModel, wallNow: () => 0 });
};

/** Reads what is new at each step of the run, until its 4th second. */
function readEvery(run: Run, everyMs: number): LoggedEvent[] {
  const read: LoggedEvent[] = [];
  for (let at = everyMs; at <= 4_000; at += everyMs) {
    run.clock.run(at);
    read.push(...run.log.since(read.at(-1)?.sequence ?? 0, ALL));
  }
  return read;
}

test('two readers see the same lines, however often each of them reads', () => {
  const [often, seldom] = [opened(shops[0]), opened(shops[1])];
  const readOften = readEvery(often, 20);
  const readSeldom = readEvery(seldom, 2_000);
  expect(seldom.log.last).toBe(often.log.last);
  expect(seldom.log.since(0, ALL)).toEqual(often.log.since(0, ALL));
  expect(seldom.log.save()).toEqual(often.log.save());
  const bySequence = new Map(readOften.map((line) => [line.sequence, line]));
  expect(readSeldom.length).toBeGreaterThan(5 * MOST);
  expect(readSeldom.map(({ sequence }) => bySequence.get(sequence))).toEqual(readSeldom);
  // The kinds of a busy run, of which a reader that comes late finds the newest.
  const kinds = new Set(readOften.map(({ kind }) => kind));
  for (const kind of ['fresh', 'miss', 'coalesced', 'stale', 'expired', 'evicted', 'change'] as const)
    expect([...kinds]).toContain(kind);
  for (const kind of kinds) {
    const ofKind = (lines: readonly LoggedEvent[]) => lines.filter((line) => line.kind === kind);
    expect(ofKind(seldom.log.since(0, ALL))).toEqual(ofKind(readOften).slice(-MOST));
  }
  for (const run of [often, seldom]) run.close();
});

test('the newest of every kind are kept, as in a complete list of the events', () => {
  const run = opened(shops[0]);
  const all = new Map<string, string[]>();
  const note = (kind: string, key: string) => all.set(kind, [...(all.get(kind) ?? []), key]);
  run.observers.add({
    hop: ({ cache, key, outcome }) => note(outcome, `${cache} ${run.keyText(cache, key)}`),
    left: ({ stage, key }, why) =>
      why !== 'replaced' &&
      note(why === 'cleared' ? 'invalidated' : why, `${stage} ${run.keyText(stage, key)}`),
  });
  run.clock.run(4_000);
  const lines = run.log.since(0, ALL);
  for (const kind of ['fresh', 'miss', 'coalesced', 'stale', 'expired', 'evicted']) {
    const kept = lines.filter((line) => line.kind === kind).map(({ tier, key }) => `${tier} ${key}`);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept).toEqual(all.get(kind)?.slice(-MOST));
  }
  run.close();
});
