/**
 * What a memoized cache answers when it is asked: a status and a reason, never one boolean. The counters are sums of
 * these, so that the reasons always add up to the figures on the page.
 */

/** Why an answer was a hit. */
export type HitReason = 'fresh' | 'negative';
/** Why a value past its time was served all the same. */
export type StaleReason = 'revalidating' | 'error' | 'timeout';
/**
 * Why there was nothing to serve. `cold`: never seen, or seen so long ago that nobody remembers. `refused`, `bypassed`:
 * it was made but not let in. `early`: it is to be renewed before its time. `failed`: the last attempt to make it did.
 * `corrupt`: it did not pass the check on read.
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

/** Why an entry left. */
export type Removal = 'evicted' | 'expired' | 'invalidated' | 'replaced' | 'cleared';

/**
 * The right and the duty to compute one value; it is ended exactly once, with `fulfil` or `fail`. The value of a lease
 * that was revoked (its key was invalidated while the value was computed) or superseded (a value that was read later
 * came first) still answers the callers that wait for it, but is not stored.
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
 * `slot` names the entry for `inspect` and for what others keep beside it; it is good until the entry leaves. It is -1
 * for a negative hit, which has no entry. Who gets a `refresh` lease computes the value anew behind the answer.
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
  /** Somebody is computing it already: wait for that lease. */
  | { readonly status: 'coalesced'; readonly reason: 'in-flight'; readonly lease: Lease<K> }
  /** Making it failed a short while ago, and that is remembered: no new attempt. */
  | { readonly status: 'failed'; readonly reason: 'remembered'; readonly error: unknown };

/** An answer that has a value. */
export type Served<K, V> = Extract<Answer<K, V>, { readonly value: V }>;
