import type { HitReason, MissReason, Removal, StaleReason } from './answer';

interface About<K> {
  readonly key: K;
  /** Milliseconds on the cache's clock. */
  readonly at: number;
}
interface AboutEntry<K> extends About<K> {
  readonly slot: number;
  /** Since the value came in; NaN where the cache keeps no details. */
  readonly ageMs: number;
}

/** What happens in a cache, as it happens, each with its reason. */
export type CacheEvent<K> =
  | (AboutEntry<K> & { readonly kind: 'hit'; readonly reason: HitReason })
  | (AboutEntry<K> & { readonly kind: 'stale'; readonly reason: StaleReason })
  /** `goneMs`: since the key's last entry left, if that is remembered: wanted again so soon. */
  | (About<K> & { readonly kind: 'miss'; readonly reason: MissReason; readonly goneMs?: number })
  | (About<K> & { readonly kind: 'coalescing'; readonly reason: 'in-flight' })
  | (AboutEntry<K> & { readonly kind: 'admission'; readonly reason: 'new' | 'replacement' })
  /** `savedMs`: what its hits would have cost to compute. */
  | (AboutEntry<K> & {
      readonly kind: 'removal';
      readonly reason: Removal;
      readonly hits: number;
      readonly savedMs: number;
    })
  | (About<K> & { readonly kind: 'refusal'; readonly reason: RefusalReason });

/**
 * `size`: larger than the bound. `admission`: the policy keeps what it has. `revoked`: invalidated before it came.
 * `unkept`: it came with the wish not to be kept. `superseded`: a value that was read later came first. `corrupt`: it
 * did not pass the check.
 */
export type RefusalReason =
  | 'size'
  | 'admission'
  | 'revoked'
  | 'bypassed'
  | 'unkept'
  | 'superseded'
  | 'corrupt';

export type CacheListener<K> = (event: CacheEvent<K>) => void;
