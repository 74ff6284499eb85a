import type { TierCounters } from '../contract/engine';

/** A tier's counters before anything has happened. */
export const noCounters = (): TierCounters => ({
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
});

/** Sums of several tiers. */
export function sumCounters(parts: readonly TierCounters[]): TierCounters {
  const sum = noCounters();
  for (const part of parts)
    for (const name of Object.keys(sum) as (keyof TierCounters)[]) sum[name] += part[name];
  return sum;
}
