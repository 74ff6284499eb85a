import { describe, expect, it } from 'vitest';
import { policies } from '../cache/registry';
import { simulate } from './simulate';
import { references, trace, tracesAreHere, WITHOUT_TRACES } from './testing/traces';

/**
 * How near to the reference simulator a policy must be: `exact` to the request; else points of miss ratio, and for
 * `more` only misses above the reference's count. Below `from` (a number of objects) the reference itself gives up:
 * its small segments round to nothing.
 */
const NEARNESS: Record<
  string,
  { exact: true; from?: number } | { points: number } | { more: number; from: number }
> = {
  fifo: { exact: true },
  lru: { exact: true },
  clock: { exact: true },
  sieve: { exact: true },
  belady: { exact: true },
  's3-fifo': { exact: true, from: 20 },
  arc: { points: 0.1 },
  slru: { points: 0.1 },
  '2q': { points: 1 },
  lirs: { points: 1 },
  lfu: { points: 1 },
  'w-tinylfu': { more: 1.5, from: 100 },
  hyperbolic: { points: 2 },
  gdsf: { points: 1 },
};

describe.runIf(tracesAreHere)('against the reference simulator', () => {
  const all = tracesAreHere ? references() : [];
  for (const policy of policies) {
    const near = NEARNESS[policy.name];
    const rows = all.filter((row) => row.policy === policy.name);
    if (!near || rows.length === 0) continue;
    it(`${policy.name}, ${rows.length} runs`, () => {
      for (const row of rows) {
        if ('from' in near && near.from !== undefined && row.size < near.from) continue;
        const unit = row.unit === 'bytes' ? 'bytes' : 'entries';
        const { misses, requests } = simulate(trace(row.trace), {
          policy,
          capacity: row.size,
          unit,
          seed: 1,
        });
        const what = `${row.trace}, ${row.size} ${row.unit}`;
        if ('exact' in near) expect(misses, what).toBe(row.misses);
        else if ('points' in near)
          expect(Math.abs(misses - row.misses) / requests, what).toBeLessThan(near.points / 100);
        else expect((misses - row.misses) / requests, what).toBeLessThan(near.more / 100);
      }
    }, 120_000);
  }
});

describe.skipIf(tracesAreHere)('against the reference simulator', () => {
  it.skip(WITHOUT_TRACES, () => {});
});
