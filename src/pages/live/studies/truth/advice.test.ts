import { expect, test } from 'vitest';
import type { CacheTruth, RecentTruth, TruthCounts } from '../../../../engine/contract/engine';
import { advise as adviseOn } from './advice';

const counted: TruthCounts = {
  requests: 1_100,
  fresh: 980,
  stale: 15,
  unchecked: 0,
  wrong: 5,
  freshAudited: 0,
  hidden: 0,
  degraded: 0,
  degradedAudited: 0,
  degradedWrong: 0,
  inserted: 100,
  needless: 10,
  needlessBy: { expired: 6, invalidated: 2, renewed: 1, repeated: 1 },
  causes: { price: 3, stock: 0, profile: 1, purchase: 1, model: 0 },
};

/** Advice on counts of the whole run, in view of a TTL of a minute. */
const advise = (
  counts: TruthCounts,
  { early = false, cache = 'rankings' as CacheTruth['cache'] } = {},
): string => {
  const recent: RecentTruth = { from: 0, since: 'start', counts };
  return adviseOn({ cache, recent, now: early ? 30_000 : 120_000, lifeMs: 60_000 });
};

test('the advice names its time window', () => {
  const at = (since: RecentTruth['since'], from: number) =>
    adviseOn({ cache: 'rankings', recent: { from, since, counts: counted }, now: 72_000, lifeMs: 100 });
  expect(at('change', 60_000)).toMatch(/^Since the change of a setting 12 s ago: few wrong/);
  expect(at('window', 12_000)).toMatch(/^In the last 1 min: few wrong/);
  expect(at('start', 0)).toMatch(/^Since the start 1\.2 min ago: few wrong/);
});

test('with few mistakes of both kinds the advice is to change nothing', () => {
  expect(advise(counted)).toContain('leave it');
});

test('before the first entries expire the advice reports no success', () => {
  expect(advise(counted, { early: true })).toContain('too early to judge');
  expect(advise({ ...counted, wrong: 100 }, { early: true })).toContain('too long');
});

test('with a handful of answers there is no advice', () => {
  expect(advise({ ...counted, fresh: 10, stale: 0, wrong: 0, inserted: 5 })).toContain(
    'not enough answers yet',
  );
});

test('many wrong answers: the TTL is too long, with what it missed most', () => {
  const text = advise({ ...counted, wrong: 110 });
  expect(text).toMatch(/: the TTL is too long: 10\.0 % of the requests got a wrong answer, most for a price/);
});

test('wrong answers are a share of the requests, as on the tiles: few hits do not make a short TTL too long', () => {
  // What a TTL of 100 ms left under 3,000 price changes a minute: 10 % of the hits, 0.2 % of the requests.
  const short = { ...counted, requests: 11_403, fresh: 222, stale: 14, wrong: 25, inserted: 5_657 };
  expect(advise(short)).toMatch(/: few wrong answers, but only 2\.29 % of the requests were hits/);
});

test('much needless work: the cure is that of its most common cause', () => {
  const needless = (most: object) =>
    advise({ ...counted, needless: 60, needlessBy: { ...counted.needlessBy, ...most } });
  expect(needless({ expired: 50 })).toMatch(
    /: 60\.0 % of what was computed was in hand already: a longer TTL/,
  );
  expect(needless({ invalidated: 50 })).toContain('invalidation removes entries that are still right');
  expect(needless({ renewed: 50 })).toContain('too early');
  expect(needless({ repeated: 50 })).toContain('single-flight');
});

test('both at once: no TTL is right, invalidation is', () => {
  expect(advise({ ...counted, wrong: 100, needless: 60 })).toContain('invalidate by tag');
});

test('an estimate says so, and without any audit there is none', () => {
  expect(advise({ ...counted, stale: 50, unchecked: 100, wrong: 50 })).toContain('about 9.09 %');
  expect(advise({ ...counted, stale: 0, wrong: 0, unchecked: 20 })).toContain('audit rate');
});

test('the advice on the query cache uses the terms of TanStack Query', () => {
  const query: TruthCounts = { ...counted, needless: 60 };
  expect(
    advise({ ...query, needlessBy: { ...query.needlessBy, renewed: 50 } }, { cache: 'query' }),
  ).toContain('staleTime');
  expect(
    advise({ ...query, needlessBy: { ...query.needlessBy, expired: 50 } }, { cache: 'query' }),
  ).toContain('gcTime');
});
