import { expect, test } from 'vitest';
import { brokenIdentities } from './identities';

const total = {
  requests: 36,
  fresh: 1,
  stale: 2,
  unchecked: 3,
  wrong: 4,
  degraded: 5,
  coalesced: 6,
  miss: 7,
  error: 8,
  inserted: 20,
  evicted: 1,
  expired: 2,
  invalidated: 3,
  replaced: 4,
};
const tier = { total, entries: 10, bytes: 500 };

test('counters that add up break nothing; one request or one value too many is named with both sides', () => {
  expect(brokenIdentities({ tier })).toEqual([]);
  expect(brokenIdentities({ tier: { ...tier, total: { ...total, requests: 37 } } })).toEqual([
    '37 requests are not the 36 that have an outcome',
  ]);
  expect(brokenIdentities({ tier: { ...tier, entries: 11 } })).toEqual([
    '20 inserted values are not the 11 held and the 10 gone',
  ]);
});
