import { expect, test } from 'vitest';
import type { TierCounters, TierFigures } from '../../engine/contract/engine';
import { tierFigures } from './tier';

const none: TierCounters = {
  requests: 0,
  fresh: 0,
  stale: 0,
  unchecked: 0,
  wrong: 0,
  degraded: 0,
  coalesced: 0,
  miss: 0,
  error: 0,
  inserted: 0,
  evicted: 0,
  expired: 0,
  invalidated: 0,
  replaced: 0,
  refused: 0,
  retries: 0,
  freshAudited: 0,
  hidden: 0,
  degradedAudited: 0,
  degradedWrong: 0,
  needless: 0,
  savedQueries: 0,
  savedMs: 0,
};

/** Returns the tiles of a tier with these counts, by name. */
function tiles(window: Partial<TierCounters>, more: Partial<TierFigures> = {}) {
  const figures: TierFigures = {
    total: none,
    window: { ...none, ...window },
    latency: { count: 0, failed: 0, p50: undefined, p99: undefined, ofAnswers: undefined },
    entries: 0,
    maxEntries: 'unbounded',
    bytes: 0,
    maxBytes: 'unbounded',
    ...more,
  };
  return Object.fromEntries(tierFigures(figures).map((one) => [one.figure, one]));
}

test('without wrong answers their tile shows no staleness', () => {
  const shown = tiles({ requests: 100, fresh: 98, stale: 2 }, { stalestMs: 26_000 });
  expect(shown['wrong-ratio']).toMatchObject({ value: '0.0 %', note: '0 answers' });
  expect(shown['stale-ratio']).toMatchObject({ value: '2.00 %', note: '2 answers' });
  expect(shown.stalest).toMatchObject({ value: '26 s', raw: 26_000 });
});

test('a count of one takes the singular', () => {
  const shown = tiles({ requests: 100, fresh: 98, stale: 1, wrong: 1 });
  expect(shown['wrong-ratio']?.note).toBe('1 answer');
  expect(shown['stale-ratio']?.note).toBe('1 answer');
});
