/**
 * Running totals of one cache. At every moment, also between two calls:
 * requests = hits + misses, and inserted = resident + evicted + expired + invalidated + replaced.
 */
export interface CacheCounters {
  requests: number;
  /** Answered from the cache, stale answers included. */
  hits: number;
  misses: number;
  /** Values that came in, first ones and replacements. */
  inserted: number;
  /** Made room for others. */
  evicted: number;
  /** Passed their time. */
  expired: number;
  /** Taken out by key, by tag, or with the whole cache. */
  invalidated: number;
  /** Gave way to a newer value of the same key. */
  replaced: number;
  /** Values that were not let in: larger than the bound, or not worth a place. */
  refused: number;
  /** Of the misses: those that waited for somebody else's computation. */
  coalesced: number;
  /** Of the hits: those that got a value past its time. */
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
