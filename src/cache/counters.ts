/**
 * Running totals of one cache. At every moment, also between two calls:
 * requests = hits + misses, and inserted = resident + evicted + expired + invalidated + replaced.
 */
export interface CacheCounters {
  requests: number;
  /** Requests answered from the cache, including stale answers. */
  hits: number;
  misses: number;
  /** Values inserted, new ones and replacements. */
  inserted: number;
  /** Entries evicted to make room for others. */
  evicted: number;
  /** Entries removed after their expiry. */
  expired: number;
  /** Entries removed by key, by tag, or with the whole cache. */
  invalidated: number;
  /** Values replaced by a newer value of the same key. */
  replaced: number;
  /** Values not admitted: larger than the bound, or refused by the policy. */
  refused: number;
  /** Misses that waited for the computation of another caller. */
  coalesced: number;
  /** Hits that got an expired value. */
  stale: number;
}

export const newCounters = (): CacheCounters => ({
  requests: 0,
  hits: 0,
  misses: 0,
  inserted: 0,
  evicted: 0,
  expired: 0,
  invalidated: 0,
  replaced: 0,
  refused: 0,
  coalesced: 0,
  stale: 0,
});
