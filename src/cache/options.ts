import type { Random } from '../base/random';
import type { ByteBudget } from './byte-budget';
import type { Ttl } from './lifetimes';
import type { PolicyDefinition } from './policy';
import type { Ident } from './structures/key-table';

/** How a cache is made. What can be changed while it lives is in `CacheChange`. */
export interface CacheOptions<K, V> {
  readonly name: string;
  /** A policy, or its name in the registry. */
  readonly policy: string | PolicyDefinition;
  /** Parsed by the policy's schema; left out, its defaults. */
  readonly policyParams?: unknown;
  readonly maxEntries: number | 'unbounded';
  readonly maxBytes: number | 'unbounded';
  /** Bytes shared with other caches. At least one of `maxEntries`, `maxBytes` and `budget` bounds a cache. */
  readonly budget?: ByteBudget;
  readonly ttlMs: Ttl;
  /** An entry unused for so long dies before its TTL. Left out: never. */
  readonly idleMs?: Ttl;
  /** Share of a TTL, 0 to below 1, of which chance takes off a part. Left out: 0. */
  readonly jitter?: number;
  /** For how long a dead entry is kept for those who accept a stale answer. Left out: 0. */
  readonly graceMs?: number;
  /** The TTL as the value has it; undefined: the default. */
  readonly ttlOf?: (value: V, key: K) => Ttl | undefined;
  /** `active`: `advance` collects the dead. `lazy`: they stay until somebody asks or they are evicted. */
  readonly expiry: 'lazy' | 'active';
  /** Milliseconds; never goes back. */
  readonly clock: () => number;
  readonly random: Random;
  /**
   * Bytes of an entry, more than 0; a fraction is rounded up to the next 1/65,536, so that sums are exact up to 137 GB
   * of them, and up to 2^53 bytes where all are whole. Left out: an estimate of the memory that value and key take.
   */
  readonly weigh?: (value: V, key: K) => number;
  /** What makes two keys the same. Left out: a string or number is its own. */
  readonly keyOf?: (key: K) => Ident;
  /** Birth, last use and hits of each entry: 20 bytes an entry and a clock reading a request. Left out: kept. */
  readonly details?: boolean;
  /** Left out: counted. */
  readonly statistics?: boolean;
}

/** What can be changed while entries are there; they stay. */
export interface CacheChange {
  readonly maxEntries?: number | 'unbounded';
  readonly maxBytes?: number | 'unbounded';
  /** For entries to come; those that are there get at most this age too. */
  readonly ttlMs?: Ttl;
  readonly idleMs?: Ttl;
  readonly jitter?: number;
  readonly graceMs?: number;
  readonly expiry?: 'lazy' | 'active';
  readonly policy?: string | PolicyDefinition;
  readonly policyParams?: unknown;
  /** The budget to share from now on; `none` leaves the present one. */
  readonly budget?: ByteBudget | 'none';
}

/** What a single value brings along. */
export interface EntryOptions {
  readonly ttlMs?: Ttl;
  /** Dense numbers from 0, none twice. Kept as they are, not copied. */
  readonly tags?: ArrayLike<number>;
  /** What it cost to make the value. */
  readonly costMs?: number;
}

/** Bounds as numbers, Infinity for none. Throws unless each is a whole number from 1 and at least one bounds. */
export function checkedBounds(asked: {
  readonly maxEntries: number | 'unbounded';
  readonly maxBytes: number | 'unbounded';
  readonly budget?: ByteBudget;
}): { maxEntries: number; maxBytes: number; budget: ByteBudget | undefined } {
  const maxEntries = bound('maxEntries', asked.maxEntries);
  const maxBytes = bound('maxBytes', asked.maxBytes);
  if (maxEntries === Infinity && maxBytes === Infinity && asked.budget === undefined)
    throw new Error('A cache needs a bound: maxEntries, maxBytes or a budget');
  return { maxEntries, maxBytes, budget: asked.budget };
}

function bound(what: string, value: number | 'unbounded'): number {
  if (value === 'unbounded') return Infinity;
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new Error(`${what} is a whole number from 1 or 'unbounded', got ${value}`);
}
