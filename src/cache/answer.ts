/**
 * Answers of a memoized cache: a status and a reason, never one boolean. The counters are sums of these, so that the
 * reasons always add up to the figures on the page.
 */

/** Reason of a hit. */
export type HitReason = 'fresh' | 'negative';
/** Reason to serve an expired value. */
export type StaleReason = 'revalidating' | 'error' | 'timeout';
/**
 * Reason of a miss. `cold`: never seen, or no longer remembered. `refused`, `bypassed`: computed but not admitted.
 * `early`: renewed before its expiry. `failed`: the last computation failed. `corrupt`: the value failed the check on
 * read.
 */
export type MissReason =
  | 'cold'
  | 'expired'
  | 'evicted'
  | 'invalidated'
  | 'refused'
  | 'bypassed'
  | 'early'
  | 'failed'
  | 'corrupt';

/** Reason of a removal. */
export type Removal = 'evicted' | 'expired' | 'invalidated' | 'replaced' | 'cleared';

/**
 * Right and duty to compute one value; it ends exactly once, with `fulfil` or `fail`. The value of a lease that was
 * revoked (its key was invalidated during the computation) or superseded (a value read later arrived first) is still
 * returned to the waiting callers, but not stored.
 */
export interface Lease<K> {
  /** Counts the computations of its memo, from 1. */
  readonly number: number;
  readonly key: K;
  readonly startedAt: number;
  readonly reason: MissReason | 'refresh';
  readonly revoked: boolean;
  readonly superseded: boolean;
}

/**
 * Answer to a request. `slot` identifies the entry, for `inspect` and for arrays beside the cache, until the entry is
 * removed; it is -1 for a negative hit, which has no entry. A caller with a `refresh` lease recomputes the value in the
 * background.
 */
export type Answer<K, V> =
  | {
      readonly status: 'hit';
      readonly reason: HitReason;
      readonly value: V;
      readonly slot: number;
      readonly refresh?: Lease<K>;
    }
  | {
      readonly status: 'stale';
      readonly reason: StaleReason;
      readonly value: V;
      readonly slot: number;
      readonly refresh?: Lease<K>;
    }
  | { readonly status: 'miss'; readonly reason: MissReason; readonly lease: Lease<K> }
  /** Another caller is computing the value: wait for its lease. */
  | { readonly status: 'coalesced'; readonly reason: 'in-flight'; readonly lease: Lease<K> }
  /** A recent computation failed, which is cached: no new attempt. */
  | { readonly status: 'failed'; readonly reason: 'remembered'; readonly error: unknown };

/** Answer with a value. */
export type Served<K, V> = Extract<Answer<K, V>, { readonly value: V }>;
