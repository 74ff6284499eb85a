import { Random } from '../../base/random';
import { Cache } from '../cache';
import type { CacheOptions } from '../options';

/** Clock that a test advances by hand. */
export interface FakeClock {
  ms: number;
}

/** Returns a cache of 4 entries under LRU without TTL, with the changes of a test. */
export function makeCache<K = string, V = number>(
  options: Partial<CacheOptions<K, V>> = {},
  clock: FakeClock = { ms: 0 },
): Cache<K, V> {
  return new Cache<K, V>({
    name: 'test',
    policy: 'lru',
    maxEntries: 4,
    maxBytes: 'unbounded',
    ttlMs: 'never',
    expiry: 'lazy',
    clock: () => clock.ms,
    random: new Random(1),
    ...options,
  });
}

/** Throws, with the figures, if counters and contents do not add up or a bound is exceeded. */
export function checkIdentities<K, V>(cache: Cache<K, V>): void {
  const { requests, hits, misses, inserted, evicted, expired, invalidated, replaced, coalesced, stale } =
    cache.stats;
  const claims: [string, boolean][] = [
    ['requests = hits + misses', requests === hits + misses],
    ['inserted = resident + left', inserted === cache.size + evicted + expired + invalidated + replaced],
    ['coalesced within misses', coalesced <= misses],
    ['stale within hits', stale <= hits],
    ['entries within bound', cache.maxEntries === 'unbounded' || cache.size <= cache.maxEntries],
    ['bytes within bound', cache.maxBytes === 'unbounded' || cache.bytes <= cache.maxBytes],
  ];
  let visited = 0;
  let bytes = 0;
  cache.forEachSlot((slot) => {
    visited++;
    bytes += cache.bytesOf(slot);
  });
  claims.push(['size is what is there', visited === cache.size]);
  if (cache.bytes > 0) claims.push(['bytes are what is there, to the last bit', bytes === cache.bytes]);
  const broken = claims.filter(([, holds]) => !holds).map(([claim]) => claim);
  if (broken.length > 0)
    throw new Error(
      `${broken.join('; ')}: ${JSON.stringify(cache.stats)}, ${cache.size} entries, ${cache.bytes} B`,
    );
}
