import { expect, test } from 'vitest';
import type { ChangeLine, MissedChange, Snapshot } from '../../engine/contract/engine';
import { defaultSettings } from '../../engine/contract/settings';
import { whatIsSeen } from './what-is-seen';

const failures = { timeout: 0, 'queue full': 0, 'store down': 0, 'compute failed': 0, remembered: 0 };

interface Change {
  readonly at?: number;
  readonly settings?: object;
  readonly failed?: number;
  readonly queued?: number;
  readonly requests?: number;
  readonly hits?: number;
  readonly expired?: number;
  readonly missed?: Partial<MissedChange>;
}

/** A run at second 100 with 1,000 pages and 2,000 lookups in its window, of which half were hits. */
function seen(change: Change = {}, lines: readonly ChangeLine[] = []) {
  const {
    at = 100_000,
    failed = 0,
    queued = 0,
    requests = 2_000,
    hits = 1_000,
    expired = 0,
    missed,
  } = change;
  const counters = { requests, fresh: hits, stale: 0, unchecked: 0, wrong: 0, expired };
  const now = {
    at,
    settings: { ...defaultSettings, ...change.settings },
    pages: {
      requests: 1_000,
      counts: { failed },
      failures: { ...failures, 'queue full': failed },
      latency: { p99: 1_500 },
    },
    compute: { queued, busyCores: 4, cores: 4 },
    tier: { window: counters, total: counters },
    databaseLoad: { made: 300, withoutCaches: 1_500 },
    missedChange: missed && {
      at: 97_000,
      kind: 'price',
      stale: 0,
      wrong: 0,
      corrected: 0,
      outdated: 3,
      correctedAt: undefined,
      ...missed,
    },
  } as unknown as Snapshot;
  return whatIsSeen(now, lines);
}

const line = { at: 97_000, kind: 'price', subject: 'Nordic tent' } as ChangeLine;

test.each<[string, Change, string, string | undefined]>([
  ['before the first request', { requests: 0 }, 'No request yet: press play.', undefined],
  [
    'while nothing special happens',
    {},
    '50.0 % of the lookups found their value in a memo cache; the database got 1,200 queries less.',
    'stages',
  ],
  [
    'when entries expire',
    { expired: 12 },
    '12 entries expired after the TTL of 1 min: the next request for each is a miss.',
    'truth',
  ],
  [
    'when a stale answer shows no difference',
    { missed: { stale: 1 } },
    'A price changed 3 s ago: 1 answer without it, and the shoppers saw no difference.',
    'truth',
  ],
  [
    'when answers are wrong',
    { missed: { wrong: 4, stale: 9 } },
    'A price changed 3 s ago: 4 answers still showed the old state.',
    'truth',
  ],
  [
    'when some of them are corrected',
    { missed: { wrong: 4, corrected: 2, outdated: 1 } },
    'A price changed 3 s ago: 4 answers still showed the old state; 2 of 3 pages have been computed again.',
    'truth',
  ],
  [
    'when they were wrong and are corrected',
    { missed: { wrong: 4, correctedAt: 98_000 } },
    'A price changed 3 s ago: 4 answers showed the old state, until the last of the pages was computed again 2 s ago.',
    'truth',
  ],
  [
    'when the cores are too few',
    { queued: 240, missed: { wrong: 4 } },
    'More misses than 4 cores can compute: 240 computations wait; one page in a hundred takes more than 1.5 s.',
    'stages',
  ],
  ['when pages fail', { failed: 50, queued: 240 }, '5.00 % of the pages failed: 50 queue full.', 'safety'],
  [
    'when the store is down and the caches answer',
    { settings: { storeDown: true } },
    'The store is down: every page still comes from a cache.',
    'safety',
  ],
  [
    'when the store is down and pages fail',
    { settings: { storeDown: true }, failed: 250 },
    'The store is down: 25.0 % of the pages failed, the others came from a cache.',
    'safety',
  ],
])('%s it says so', (_, change, text, study) => {
  const said = seen(change);
  expect(said.text).toBe(text);
  expect(said.study).toBe(study);
});

test('what has changed has its name while its change is in the feed', () => {
  expect(seen({ missed: { wrong: 2 } }, [line]).text).toBe(
    'The price of Nordic tent changed 3 s ago: 2 answers still showed the old state.',
  );
  const other = { ...line, kind: 'stock' } as ChangeLine;
  expect(seen({ missed: { wrong: 2 } }, [other]).text).toContain('A price changed');
});

test('what was corrected is no news any more after a while', () => {
  const missed = { wrong: 2, correctedAt: 98_000 };
  expect(seen({ at: 118_000, missed }).text).toContain('A price changed');
  expect(seen({ at: 118_001, missed }).text).toContain('of the lookups');
});

test('a few failed pages, and a queue of a moment, do not hide what else is to be seen', () => {
  expect(seen({ failed: 9, queued: 16 }).text).toContain('of the lookups');
});
