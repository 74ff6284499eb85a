import { describe, expect, test } from 'vitest';
import type { CacheTruth } from '../../contract/engine';
import { engineAt } from '../../testing/engine-at';

const WINDOW_MS = 60_000;
const world = { priceChangesPerMinute: 600, ttl: 60_000, requestsPerSecond: 60 } as const;
const flat = ({
  fresh,
  stale,
  wrong,
  inserted,
  needless,
  causes,
  needlessBy,
}: Omit<CacheTruth, 'cache' | 'ages' | 'lastWrong' | 'oldestMs'>) => [
  fresh,
  stale,
  wrong,
  inserted,
  needless,
  ...Object.values(causes),
  ...Object.values(needlessBy),
];

/** Plays in steps and keeps what the report said of the whole run at each. */
async function played(interventions: Parameters<typeof engineAt>[1]) {
  const { engine, play } = await engineAt(world, interventions);
  await engine.setSpeed(10);
  const kept = new Map<number, number[]>();
  const until = async (seconds: number) => {
    const { at } = await engine.snapshot({ seen: 0, tier: 'all', bucketMs: 1_000 });
    await play((seconds * 1_000 - at) / 10, 50);
    const report = await engine.report('truth', 1_000);
    const rankings = report.caches.find(({ cache }) => cache === 'rankings') as CacheTruth;
    kept.set(seconds, flat(rankings));
    return report.recent.rankings;
  };
  const since = (seconds: number, from: number) =>
    kept.get(seconds)?.map((total, i) => total - (kept.get(from)?.[i] ?? 0));
  return { until, since };
}

describe('what was counted lately', () => {
  test('is counted since the last change of a setting', async () => {
    const { until, since } = await played([
      { at: 30_000, what: { kind: 'set', setting: 'ttl', value: 100 } },
      // What concerns this browser alone is no change for the memo caches.
      { at: 40_000, what: { kind: 'set', setting: 'staleTime', value: 5_000 } },
    ]);
    const before = await until(29);
    expect(before).toMatchObject({ since: 'start', from: 0 });
    expect(before.counts.wrong).toBeGreaterThan(0.1 * before.counts.fresh);
    // The very moment of the change.
    await until(30);
    const after = await until(50);
    expect(after).toMatchObject({ since: 'change', from: 30_000 });
    expect(flat(after.counts)).toEqual(since(50, 30));
    // Nothing of the wrong answers under the old TTL is in it.
    expect(after.counts.wrong).toBeLessThan(0.01 * before.counts.wrong);
    expect(after.counts.inserted).toBeGreaterThan(0);
  });

  test('is counted over the window where the last change is longer ago', async () => {
    const { until, since } = await played([
      { at: 5_000, what: { kind: 'set', setting: 'ttl', value: 10_000 } },
    ]);
    await until(11);
    const recent = await until(70.999);
    expect(recent).toMatchObject({ since: 'window', from: 11_000 });
    expect(recent.from).toBeGreaterThan(70_999 - WINDOW_MS);
    expect(flat(recent.counts)).toEqual(since(70.999, 11));
  });
});
