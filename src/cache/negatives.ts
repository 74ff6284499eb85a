import { Cache } from './cache';

/** What is known of a key that has no value: that there is nothing, or why it could not be made. */
export type Remembered<V> = { readonly value: V } | { readonly error: unknown };

export type Negatives<K, V> = Cache<K, Remembered<V>>;

/** The memory of negative caching: an LRU of its own beside `beside`, so that it drives out no real value. */
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
