import type { HitReason, MissReason, Removal, StaleReason } from './answer';

interface About<K> {
  readonly key: K;
  /** Milliseconds on the cache's clock. */
  readonly at: number;
}
interface AboutEntry<K> extends About<K> {
  readonly slot: number;
  /** Milliseconds since the insertion; NaN if the cache keeps no details. */
  readonly ageMs: number;
}

/** Event of a cache, with its reason. */
export type CacheEvent<K> =
  | (AboutEntry<K> & { readonly kind: 'hit'; readonly reason: HitReason })
  | (AboutEntry<K> & { readonly kind: 'stale'; readonly reason: StaleReason })
  /** `goneMs`: milliseconds since the removal of the key's last entry, if remembered. */
  | (About<K> & { readonly kind: 'miss'; readonly reason: MissReason; readonly goneMs?: number })
  | (About<K> & { readonly kind: 'coalescing'; readonly reason: 'in-flight' })
  | (AboutEntry<K> & { readonly kind: 'admission'; readonly reason: 'new' | 'replacement' })
  /** `savedMs`: milliseconds that its hits would have cost to compute. */
  | (AboutEntry<K> & {
      readonly kind: 'removal';
      readonly reason: Removal;
      readonly hits: number;
      readonly savedMs: number;
    })
  | (About<K> & { readonly kind: 'refusal'; readonly reason: RefusalReason });

/**
 * Reason of a refusal. `size`: larger than the bound. `admission`: refused by the policy. `revoked`: invalidated during
 * the computation. `unkept`: computed with `keep: false`. `superseded`: a value read later arrived first. `corrupt`:
 * failed the check.
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
