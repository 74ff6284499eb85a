import type { Random } from '../base/random';
import type { ByteBudget } from './byte-budget';
import type { Ttl } from './lifetimes';
import type { PolicyDefinition } from './policy';
import type { Ident } from './structures/key-table';

/** Options of a new cache. `CacheChange` lists the options that can be changed later. */
export interface CacheOptions<K, V> {
  readonly name: string;
  /** Policy, or its name in the registry. */
  readonly policy: string | PolicyDefinition;
  /** Parsed by the policy's schema. Omitted: the policy's defaults. */
  readonly policyParams?: unknown;
  readonly maxEntries: number | 'unbounded';
  readonly maxBytes: number | 'unbounded';
  /** Bytes shared with other caches. At least one of `maxEntries`, `maxBytes` and `budget` bounds a cache. */
  readonly budget?: ByteBudget;
  readonly ttlMs: Ttl;
  /** Time without use after which an entry expires before its TTL. Omitted: never. */
  readonly idleMs?: Ttl;
  /** Largest share of a TTL, 0 to below 1, by which it is shortened at random. Omitted: 0. */
  readonly jitter?: number;
  /** How long an expired entry is kept for requests that accept a stale answer, ms. Omitted: 0. */
  readonly graceMs?: number;
  /** Returns the TTL of a value; undefined: the default. */
  readonly ttlOf?: (value: V, key: K) => Ttl | undefined;
  /** `active`: `advance` removes expired entries. `lazy`: they stay until a request or an eviction removes them. */
  readonly expiry: 'lazy' | 'active';
  /** Returns the time in milliseconds; must never decrease. */
  readonly clock: () => number;
  readonly random: Random;
  /**
   * Bytes of an entry, more than 0; a fraction is rounded up to the next 1/65,536, so that sums are exact up to 137 GB
   * of them, and up to 2^53 bytes where all are whole. Omitted: an estimate of the memory of value and key.
   */
  readonly weigh?: (value: V, key: K) => number;
  /** Returns the identity of a key. Omitted: the key itself, a string or number. */
  readonly keyOf?: (key: K) => Ident;
  /**
   * Whether to keep insertion, last use and hits of each entry: 20 bytes an entry, a clock reading a request. Omitted:
   * true.
   */
  readonly details?: boolean;
  /** Whether to count requests and removals. Omitted: true. */
  readonly statistics?: boolean;
}

/** Options that can be changed later; entries stay. */
export interface CacheChange {
  readonly maxEntries?: number | 'unbounded';
  readonly maxBytes?: number | 'unbounded';
  /** TTL of new entries; residents get at most this age too. */
  readonly ttlMs?: Ttl;
  readonly idleMs?: Ttl;
  readonly jitter?: number;
  readonly graceMs?: number;
  readonly expiry?: 'lazy' | 'active';
  readonly policy?: string | PolicyDefinition;
  readonly policyParams?: unknown;
  /** Budget to share from now on; `none` leaves the present one. */
  readonly budget?: ByteBudget | 'none';
}

/** Options of a single value. */
export interface EntryOptions {
  readonly ttlMs?: Ttl;
  /** Tag numbers: dense from 0, none twice. Kept by reference, not copied. */
  readonly tags?: ArrayLike<number>;
  /** Cost of computing the value, ms. */
  readonly costMs?: number;
}
