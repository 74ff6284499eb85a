import { describe, expect, test } from 'vitest';
import { hitsOf, type Intervention, type MemoCacheName, memoCacheNames } from '../contract/engine';
import type { Settings } from '../contract/settings';
import type { StrategyName } from '../contract/words';
import { engineAt, look } from '../testing/engine-at';
import { QuietRun } from '../testing/run-at';
import { strategies } from '.';

/** A run whose caches hold three homes, two product pages, a category page and all that they are made of. */
async function filled(invalidation: StrategyName, settings: Partial<Settings> = {}): Promise<QuietRun> {
  const quiet = await QuietRun.open({ invalidation, ...settings });
  for (const shopper of [0, 1, 2]) quiet.visit({ kind: 'recommendations', shopper });
  for (const product of [3, 4]) quiet.visit({ kind: 'product', product });
  quiet.visit({ kind: 'category', category: 0, shopper: 1 });
  return quiet;
}

/** Names of the entries that hold a fact, found the slow way. */
function holding({ run }: QuietRun, fact: number): Record<MemoCacheName, string[]> {
  const found = memoCacheNames.map((name) => {
    const keys: string[] = [];
    const cache = run.layers.of(0).caches[name];
    cache.forEachSlot((slot) => {
      const result = cache.valueAt(slot);
      if (result?.facts.includes(fact)) keys.push(run.keyText(name, result.key));
    });
    return [name, keys.sort()];
  });
  return Object.fromEntries(found);
}

/** What was served before and is no more. */
function gone(before: Record<MemoCacheName, string[]>, after: Record<MemoCacheName, string[]>) {
  const left = memoCacheNames.map((name) => [name, before[name].filter((key) => !after[name].includes(key))]);
  return Object.fromEntries(left) as Record<MemoCacheName, string[]>;
}

const lastReach = ({ run }: QuietRun) => {
  const [last] = run.invalidation.reach.changes;
  if (!last) throw new Error('Nothing has changed');
  const { message, tookMs, caches, judged, needless } = last;
  return { message, tookMs, caches, judged, needless };
};
const sum = (names: Record<MemoCacheName, readonly unknown[]>) =>
  memoCacheNames.reduce((total, name) => total + names[name].length, 0);

/** A product that stands in shoppers' histories and on pages, but not on every page. */
const PRODUCT = 27;
const PRICE = { kind: 'setPrice', product: PRODUCT, cents: 99_999 } as const;
const PROFILE: Intervention = { kind: 'setProfile', shopper: 1, likes: [2], thrift: 1 };

describe('by tag', () => {
  test('a price change reaches the weights, homes and pages that hold the product, and no other', async () => {
    const quiet = await filled('tags');
    const before = quiet.served();
    const holders = holding(quiet, PRODUCT);
    expect(holders.rankings).toContain('home of shopper 0');
    expect(holders.rankings).not.toContain('page of product 4');
    quiet.do(PRICE);
    expect(gone(before, quiet.served())).toEqual(holders);
    const { caches } = lastReach(quiet);
    expect(caches.rankings).toEqual({ reached: holders.rankings.length, missed: 0 });
    expect(caches.weights).toEqual({ reached: holders.weights.length, missed: 0 });
    expect(caches.similarities).toEqual({ reached: 0, missed: 0 });
    expect(quiet.wrong()).toEqual([]);
  });

  test('a profile update and a purchase reach one shopper’s weights and pages', async () => {
    const own = {
      similarities: [],
      weights: ['weights of shopper 1'],
      rankings: ['category 0 for shopper 1', 'home of shopper 1'],
    };
    const quiet = await filled('tags');
    const before = quiet.served();
    quiet.do(PROFILE);
    expect(gone(before, quiet.served())).toEqual(own);
    const { run } = await filled('tags');
    run.store.purchase(1, 8, 1, run.clock.now);
    const purchase = run.invalidation.reach.changes.find(({ change }) => change.kind === 'purchase');
    expect(purchase?.caches).toEqual({
      similarities: { reached: 0, missed: 0 },
      weights: { reached: 1, missed: 0 },
      rankings: { reached: 2, missed: 0 },
    });
  });

  test('a retrain reaches all lists of similar products and all pages, and no weights', async () => {
    const quiet = await filled('tags');
    const before = quiet.served();
    quiet.do({ kind: 'retrain' });
    quiet.pass(60_000);
    const { similarities, rankings } = before;
    expect(gone(before, quiet.served())).toEqual({ similarities, weights: [], rankings });
  });

  test('a page is not kept whose shopper’s weights changed while it was being made', async () => {
    const quiet = await QuietRun.open({ invalidation: 'tags', computeSlowdown: 50 });
    quiet.visit({ kind: 'recommendations', shopper: 1 });
    quiet.pass(60_000);
    for (const cache of ['rankings', 'similarities'] as const) quiet.do({ kind: 'clear', cache });
    quiet.do({ kind: 'visit', page: { kind: 'recommendations', shopper: 1 } });
    quiet.do(PROFILE);
    quiet.pass(60_000);
    expect(quiet.wrong()).toEqual([]);
    expect(quiet.served().rankings).toEqual([]);
  });
});

describe('by key', () => {
  test('a price change removes the product’s page; what else holds the product is missed', async () => {
    const quiet = await filled('key');
    const before = quiet.served();
    const holders = holding(quiet, 3);
    quiet.do({ kind: 'setPrice', product: 3, cents: 99_999 });
    expect(gone(before, quiet.served())).toEqual({
      similarities: [],
      weights: [],
      rankings: ['page of product 3'],
    });
    const { caches } = lastReach(quiet);
    expect(caches.rankings).toEqual({ reached: 1, missed: holders.rankings.length - 1 });
    expect(caches.weights).toEqual({ reached: 0, missed: holders.weights.length });
  });

  test('a retrain removes the lists of similar products, and misses the pages', async () => {
    const quiet = await filled('key');
    const { similarities, rankings } = quiet.served();
    quiet.do({ kind: 'retrain' });
    quiet.pass(60_000);
    expect(lastReach(quiet).caches).toEqual({
      similarities: { reached: similarities.length, missed: 0 },
      weights: { reached: 0, missed: 0 },
      rankings: { reached: 0, missed: rankings.length },
    });
    expect(quiet.served().similarities).toEqual([]);
  });
});

describe('versioned keys', () => {
  test('old generations are never found again, and stay as garbage until they are evicted', async () => {
    const quiet = await filled('versions');
    const before = quiet.served();
    const { caches } = quiet.run.layers.of(0);
    const size = caches.rankings.size;
    quiet.do(PROFILE);
    expect(gone(before, quiet.served()).rankings).toEqual(['category 0 for shopper 1', 'home of shopper 1']);
    expect(caches.rankings.size).toBe(size);
    quiet.visit({ kind: 'recommendations', shopper: 1 });
    expect(caches.rankings.size).toBe(size + 1);
    expect(quiet.served().rankings).toContain('home of shopper 1');
    expect(quiet.wrong()).toEqual([]);
  });

  test('another strategy that takes over does not bring old generations back', async () => {
    const quiet = await filled('versions');
    quiet.do(PROFILE);
    quiet.do({ kind: 'set', setting: 'invalidation', value: 'none' });
    expect(quiet.served().rankings).not.toContain('home of shopper 1');
  });
});

describe('write-through', () => {
  test('the entries named after the change are right in the same moment, in their places', async () => {
    const quiet = await filled('write-through');
    const before = quiet.served();
    quiet.do(PROFILE);
    expect(quiet.served()).toEqual(before);
    expect(quiet.wrong()).not.toContain('weights of shopper 1');
    expect(quiet.wrong()).not.toContain('home of shopper 1');
    // The category page has the shopper in its key, but no writer names it.
    expect(lastReach(quiet).caches.rankings).toEqual({ reached: 1, missed: 1 });
    const { replaced } = quiet.run.layers.of(0).caches.rankings.stats;
    expect(replaced).toBe(1);
  });

  test('what was being made when the writer wrote does not overwrite it', async () => {
    const quiet = await QuietRun.open({ invalidation: 'write-through', computeSlowdown: 50, ttl: 60_000 });
    quiet.visit({ kind: 'recommendations', shopper: 1 });
    quiet.pass(59_000);
    quiet.do({ kind: 'clear', cache: 'weights' });
    quiet.do({ kind: 'visit', page: { kind: 'recommendations', shopper: 1 } });
    quiet.do(PROFILE);
    quiet.pass(30_000);
    expect(quiet.wrong()).toEqual([]);
  });
});

describe('refresh after change', () => {
  test('the old value serves until the new one is there, and the page is made from the new weights', async () => {
    const quiet = await filled('refresh', { computeSlowdown: 50 });
    quiet.pass(60_000);
    const before = quiet.served();
    quiet.do(PROFILE);
    expect(quiet.served()).toEqual(before);
    expect(quiet.wrong()).toContain('home of shopper 1');
    quiet.pass(60_000);
    expect(quiet.served()).toEqual(before);
    expect(quiet.wrong()).toEqual([]);
    expect(quiet.run.invalidation.waiting).toBe(0);
  });

  test('a retrain renews everything that the model made', async () => {
    const quiet = await filled('refresh');
    const before = quiet.served();
    for (let product = 0; product < 40; product++) quiet.run.store.purchase(4, product, 1, 0);
    quiet.do({ kind: 'retrain' });
    quiet.pass(120_000);
    expect(quiet.served()).toEqual(before);
    expect(quiet.wrong()).toEqual([]);
  });
});

describe('messages', () => {
  test('one that is lost reaches nothing: all that hold the fact are missed', async () => {
    const quiet = await filled('tags', { messageLoss: 100 });
    const before = quiet.served();
    const holders = holding(quiet, PRODUCT);
    quiet.do(PRICE);
    expect(quiet.served()).toEqual(before);
    const { message, caches } = lastReach(quiet);
    expect(message).toBe('lost');
    expect(caches.rankings).toEqual({ reached: 0, missed: holders.rankings.length });
    expect(quiet.run.invalidation.reach.totals[0]).toMatchObject({ changes: 1, lost: 1 });
  });

  test('one that is late is under way until then, and throws away what is right already', async () => {
    const quiet = await filled('tags', { messageDelay: 10_000 });
    const before = quiet.served();
    quiet.do(PRICE);
    expect(lastReach(quiet).message).toBe('under way');
    expect(quiet.served()).toEqual(before);
    quiet.do({ kind: 'clear', cache: 'all' });
    quiet.visit({ kind: 'recommendations', shopper: 0 });
    quiet.pass(10_000);
    const { message, tookMs, caches, judged, needless } = lastReach(quiet);
    expect({ message, tookMs }).toEqual({ message: 'arrived', tookMs: 10_000 });
    expect(caches.rankings).toEqual({ reached: 1, missed: 0 });
    expect(needless).toBe(judged);
    expect(needless).toBe(2);
    expect(quiet.served().rankings).toEqual([]);
  });

  test('an entry that the change made wrong was not thrown away in vain', async () => {
    const quiet = await filled('key');
    quiet.do({ kind: 'setPrice', product: 4, cents: 99_999 });
    expect(lastReach(quiet)).toMatchObject({ judged: 1, needless: 0 });
  });
});

describe('the reach', () => {
  test('is counted from 0 for a strategy that is set again, and kept for the others', async () => {
    const quiet = await filled('tags');
    quiet.do(PRICE);
    quiet.do({ kind: 'set', setting: 'invalidation', value: 'none' });
    quiet.do(PROFILE);
    const { reach } = quiet.run.invalidation;
    expect(reach.totals.map(({ strategy, changes }) => [strategy, changes])).toEqual([
      ['none', 1],
      ['tags', 1],
    ]);
    expect(lastReach(quiet).message).toBe('untold');
    quiet.do({ kind: 'set', setting: 'invalidation', value: 'tags' });
    expect(reach.totals.map(({ strategy, changes }) => [strategy, changes])).toEqual([
      ['tags', 0],
      ['none', 1],
    ]);
  });

  test('adds up: what the last changes reached is what the strategy has in all', async () => {
    const quiet = await filled('key');
    quiet.do(PRICE);
    quiet.do(PROFILE);
    const { totals: all, changes } = quiet.run.invalidation.reach;
    for (const fate of ['reached', 'missed'] as const) {
      const total = changes.reduce(
        (count, { caches }) => count + memoCacheNames.reduce((some, name) => some + caches[name][fate], 0),
        0,
      );
      const kinds = Object.values(all[0]?.kinds ?? {});
      expect(
        kinds.reduce((count, c) => count + memoCacheNames.reduce((some, name) => some + c[name][fate], 0), 0),
      ).toBe(total);
    }
    expect(sum(holding(quiet, PRODUCT))).toBeGreaterThan(0);
  });
});

describe.each(strategies.map(({ name }) => name))('a run with %s', (invalidation) => {
  const busy: Partial<Settings> = {
    invalidation,
    messageDelay: 300,
    messageLoss: 20,
    priceChangesPerMinute: 600,
    profileUpdatesPerMinute: 120,
    purchasesPerMinute: 120,
    retrainEvery: 10_000,
    entries: 60,
    ttl: 3_000,
  };

  test('gives the same counters at two speeds, asked for its reach or not, and keeps their identities', async () => {
    const [quiet, watched] = [await engineAt(busy), await engineAt(busy)];
    await quiet.engine.setSpeed(2);
    await quiet.play(2_500, 16);
    await watched.engine.setSpeed(10);
    for (let i = 0; i < 10; i++) {
      await watched.play(50, 7);
      const { changes } = await watched.engine.report('reach', 1_000);
      await watched.engine.concerned(changes[0]?.sequence ?? 0);
    }
    const [seen, again] = [await look(quiet.engine), await look(watched.engine)];
    expect(seen.at).toBe(5_000);
    expect(again.tier.total).toEqual(seen.tier.total);
    expect(again.store.queries).toBe(seen.store.queries);
    expect(await watched.engine.report('reach', 1_000)).toEqual(await quiet.engine.report('reach', 1_000));
    const { total, entries } = seen.tier;
    const { degraded, coalesced, miss, error } = total;
    expect(total.requests).toBe(hitsOf(total) + degraded + coalesced + miss + error);
    const { evicted, expired, invalidated, replaced } = total;
    expect(total.inserted).toBe(entries + evicted + expired + invalidated + replaced);
  }, 20_000);
});
