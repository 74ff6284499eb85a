import { expect, test } from 'vitest';
import type { Snapshot } from '../../engine/contract/engine';
import { bottomLine } from './bottom-line';

type Told = Parameters<typeof bottomLine>[0];

function moment(
  counts: Partial<Told['pages']['counts']>,
  databaseLoad = { made: 0, withoutCaches: 0 },
): Told {
  const all = { right: 0, stale: 0, unchecked: 0, wrong: 0, degraded: 0, failed: 0, ...counts };
  const requests = Object.values(all).reduce((sum, n) => sum + n, 0);
  const answered = requests - all.failed;
  const pages = {
    requests,
    counts: all,
    degradedAudited: 0,
    degradedWrong: 0,
    failures: { timeout: 0, 'queue full': all.failed, 'store down': 0, 'compute failed': 0, remembered: 0 },
    latency: { count: answered, failed: all.failed, ...(answered > 0 && { p50: 1, p95: 20, p99: 42 }) },
  };
  return { pages, databaseLoad } as unknown as Snapshot;
}

const values = (told: Told) =>
  Object.fromEntries(bottomLine(told).map(({ figure, value }) => [figure, value]));

test('before the first request no figure has a value, and none is missing', () => {
  expect(values(moment({}))).toEqual({
    'pages-right': '–',
    'pages-stale': '–',
    'pages-wrong': '–',
    'pages-failed': '–',
    'latency-p50': '–',
    'latency-p99': '–',
    'database-spared': '–',
  });
});

test('shares are of all page requests, the failed ones too', () => {
  const told = moment({ right: 971, stale: 12, wrong: 7, failed: 10 }, { made: 140, withoutCaches: 1_000 });
  expect(values(told)).toEqual({
    'pages-right': '97.1 %',
    'pages-stale': '1.20 %',
    'pages-wrong': '0.70 %',
    'pages-failed': '1.00 %',
    'latency-p50': '1 ms',
    'latency-p99': '42 ms',
    'database-spared': '−86 %',
  });
  const failed = bottomLine(told).find(({ figure }) => figure === 'pages-failed');
  expect(failed?.more).toBe('10 of 1,000: 10 queue full');
});

test('unchecked and degraded pages are in the line when there are any', () => {
  expect(values(moment({ right: 1, unchecked: 1 }))).toMatchObject({ 'pages-unchecked': '50.0 %' });
  expect(values(moment({ right: 3, degraded: 1 }))).toMatchObject({ 'pages-degraded': '25.0 %' });
  expect(values(moment({ right: 3 }))).not.toHaveProperty('pages-degraded');
});

test.each([
  [{ made: 0, withoutCaches: 50 }, '−100 %', -1],
  [{ made: 50, withoutCaches: 50 }, '0 %', 0],
  // Renewals and failed requests can cost more queries than the hits save.
  [{ made: 103, withoutCaches: 100 }, '+3 %', 0.03],
  [{ made: 2_000_000, withoutCaches: 1 }, '> +10,000 %', 1_999_999],
  [{ made: 7, withoutCaches: 0 }, '–', undefined],
])('with the load %j the database has %s queries', (load, value, raw) => {
  const spared = bottomLine(moment({ right: 1 }, load)).at(-1);
  expect(spared?.value).toBe(value);
  if (raw === undefined) expect(spared?.raw).toBeUndefined();
  else expect(spared?.raw).toBeCloseTo(raw, 9);
});
