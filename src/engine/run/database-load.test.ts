import { describe, expect, test } from 'vitest';
import type { Settings } from '../contract/settings';
import { engineAt } from '../testing/engine-at';
import type { LocalEngine } from './engine';

const quiet = {
  requestsPerSecond: 1.5,
  shopperSkew: 0,
  productSkew: 0,
  ttl: 'never',
  priceChangesPerMinute: 0,
  profileUpdatesPerMinute: 0,
  purchasesPerMinute: 0,
  retrainEvery: 'never',
} as const;

/** As good as no caches: one entry each, gone after 100 ms, and no request waits for another's computation. */
const noCaches = { entries: 1, ttl: 100, singleFlight: false, staleWhileRevalidate: 'off' } as const;

/** The figures of the last ten minutes. */
const look = (engine: LocalEngine) => engine.snapshot({ seen: 0, tier: 'all', bucketMs: 10_000 });

/** Plays both runs until the same requests have been answered in both and nothing is being computed. */
async function sideBySide(settings: Partial<Settings>) {
  const [cached, bare] = [
    await engineAt({ ...quiet, ...settings }),
    await engineAt({ ...quiet, ...settings, ...noCaches }),
  ];
  for (const { engine, play } of [cached, bare]) {
    await engine.setSpeed(10);
    await play(10_000, 50);
    await engine.setSpeed(1);
  }
  for (let i = 0; i < 400; i++) {
    const [with_, without] = [await look(cached.engine), await look(bare.engine)];
    const busy = with_.compute.busyCores + without.compute.busyCores;
    if (with_.requests === without.requests && busy === 0) return { cached: with_, bare: without };
    for (const { play } of [cached, bare]) await play(10, 10);
  }
  throw new Error('The two runs were never at rest at the same moment');
}

describe('what the database would be asked without caches', () => {
  test.each([
    ['all products in one query', {}],
    ['a query for each product', { productReads: 'each', storeLatency: 1 }],
    ['with changes', { purchasesPerMinute: 60, priceChangesPerMinute: 60, profileUpdatesPerMinute: 60 }],
    ['with a renewal behind the answers', { ttl: 1_000, staleWhileRevalidate: 10_000 }],
  ] as const)('is what a run of the same traffic without caches asks: %s', async (_, settings) => {
    const { cached, bare } = await sideBySide(settings);
    const { weights, rankings } = bare.stages;
    // Only then are both of its figures the same count of what SQLite really ran.
    expect(
      [weights, rankings].map(({ fresh, stale, wrong, coalesced }) => fresh + stale + wrong + coalesced),
    ).toEqual([0, 0]);
    expect(bare.requests).toBeGreaterThan(100);
    expect(bare.databaseLoad).toEqual({ made: bare.store.queries, withoutCaches: bare.store.queries });
    expect(cached.databaseLoad.withoutCaches).toBe(bare.store.queries);
    expect(cached.databaseLoad.made).toBe(cached.store.queries);
    expect(cached.databaseLoad.made).toBeLessThan(bare.store.queries);
  });

  test('a request without an answer needed nothing', async () => {
    const { engine, play } = await engineAt({ ...quiet, computeErrors: 100 });
    await play(30_000, 50);
    const { requests, databaseLoad } = await look(engine);
    expect(requests).toBeGreaterThan(20);
    expect(databaseLoad.withoutCaches).toBe(0);
    expect(databaseLoad.made).toBeGreaterThan(0);
  });
});
