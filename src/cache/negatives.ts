import { Cache } from './cache';

/** Cached result for a key without a value: a value that means absence, or the error of its computation. */
export type Remembered<V> = { readonly value: V } | { readonly error: unknown };

export type Negatives<K, V> = Cache<K, Remembered<V>>;

/** Returns the storage of negative caching: a separate LRU cache, so that it evicts no real value. */
export const newNegatives = <K, V>(
  beside: Cache<K, V>,
  { ttlMs, maxEntries }: { readonly ttlMs: number; readonly maxEntries: number },
): Negatives<K, V> =>
  new Cache({
    name: `${beside.name}, nothing there`,
    policy: 'lru',
    maxEntries,
    maxBytes: 'unbounded',
    ttlMs,
    expiry: 'lazy',
    clock: beside.clock,
    random: beside.random,
    keyOf: (key) => beside.identOf(key),
    details: false,
  });
