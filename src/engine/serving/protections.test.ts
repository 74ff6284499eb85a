import { describe, expect, test } from 'vitest';
import { hitsOf } from '../contract/engine';
import { totals } from '../testing/engine-at';

/** What a protection changes in the figures of a whole run; each by itself is tested in cache/protections. */
describe('protections in a run', () => {
  test('single-flight: equal misses compute once', async () => {
    const on = await totals({ computeSlowdown: 20 });
    const off = await totals({ computeSlowdown: 20, singleFlight: false });
    expect(on.coalesced).toBeGreaterThan(0);
    expect(off.coalesced).toBe(0);
    expect(off.compute.computations).toBeGreaterThan(on.compute.computations);
  });

  test('stale while revalidate: no request waits at an expiry', async () => {
    const off = await totals({ ttl: 2_000 });
    const on = await totals({ ttl: 2_000, staleWhileRevalidate: 60_000 });
    expect(on.miss).toBeLessThan(off.miss / 2);
  });

  test('refresh ahead: a requested entry is renewed before it expires', async () => {
    const off = await totals({ ttl: 4_000, productSkew: 1.5, shopperSkew: 1.5 });
    const on = await totals({ ttl: 4_000, productSkew: 1.5, shopperSkew: 1.5, refreshAhead: '0.5' });
    expect(on.miss).toBeLessThan(off.miss);
  });

  test('stale if error: while computations fail, what was there is served', async () => {
    const failing = [{ at: 15_000, what: { kind: 'set', setting: 'computeErrors', value: 100 } as const }];
    const off = await totals({ ttl: 2_000 }, 30, failing);
    const on = await totals({ ttl: 2_000, staleIfError: 3_600_000 }, 30, failing);
    expect(off.error).toBeGreaterThan(1_000);
    expect(on.error).toBeLessThan(off.error / 2);
  });

  test('remembered failures and a retry budget keep failing work down', async () => {
    const plain = await totals({ computeErrors: 80 });
    const remembered = await totals({ computeErrors: 80, negativeCaching: 5_000 });
    expect(remembered.compute.computations).toBeLessThan(0.8 * plain.compute.computations);
    const eager = await totals({ computeErrors: 80, retryBudget: '1' });
    const careful = await totals({ computeErrors: 80, retryBudget: '0.1' });
    expect(careful.retries).toBeGreaterThan(0);
    expect(eager.retries).toBeGreaterThan(2 * careful.retries);
  });

  test('time limits: no request waits longer than the hard one', async () => {
    const off = await totals({ computeSlowdown: 20, cores: 1 });
    const on = await totals({ computeSlowdown: 20, cores: 1, hardLimit: 100 });
    expect(off.latency.p99).toBeGreaterThan(500);
    // A page waits for its own ranking and no longer than the limit, up to the width of a bin.
    expect(on.latency.ofAnswers?.p99).toBeLessThan(120);
    expect(on.error).toBeGreaterThan(0);
  });

  test('the same run with all of them on gives the same counters again', async () => {
    const all = {
      ttl: 2_000,
      staleWhileRevalidate: 5_000,
      refreshAhead: '0.8',
      earlyExpiry: '1',
      staleIfError: 60_000,
      negativeCaching: 1_000,
      retryBudget: '0.1',
      softLimit: 50,
      hardLimit: 2_000,
      scanBypass: true,
      computeErrors: 10,
    } as const;
    const [one, other] = [await totals(all, 20), await totals(all, 20)];
    expect(other).toEqual(one);
    const outcomes = hitsOf(one) + one.degraded + one.coalesced + one.miss + one.error;
    expect(one.requests).toBe(outcomes);
  });
});
