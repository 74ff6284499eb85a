import { LRUCache } from 'lru-cache';
import { newCache } from 'transitory';
import { Random } from '../../../base/random';
import { Cache } from '../../../cache/cache';
import { CAPACITY, KEYS, readStream } from './streams';

/** A cache in typical use: get, and set after a miss. */
export interface CacheTask {
  readonly work: 'cache';
  readonly subject: Subject;
  readonly keys: 'string' | 'integer';
  /** `mixed`: one key in ten fits. `hits`: all keys fit and are resident. `memory`: no requests, bytes per entry. */
  readonly load: 'mixed' | 'hits' | 'memory';
}

export type Subject =
  | {
      readonly cache: 'ours';
      readonly policy: string;
      readonly ttl?: boolean;
      readonly statistics?: boolean;
    }
  | { readonly cache: 'lru-cache'; readonly ttl?: boolean }
  | { readonly cache: 'transitory' };

type Key = string | number;

interface Asked {
  get(key: Key): number | null | undefined;
  set(key: Key, value: number): unknown;
}

const TTL_MS = 3_600_000;
const WARM_UP = 1_000_000;
const TIMED = 2_500_000;

/** Returns requests per second, or bytes per entry. */
export function cacheWork({ subject, keys, load }: CacheTask): number {
  const names = namesFor(keys);
  if (load === 'memory') return bytesAnEntry(subject, names);
  const stream = readStream(load === 'hits' ? 'hits' : 'zipf', WARM_UP + TIMED);
  const first = make(subject);
  const second = make(subject);
  if (load === 'hits') for (const cache of [first, second]) fill(cache, names);
  serve(first, names, stream.subarray(0, WARM_UP));
  const timed = stream.subarray(WARM_UP);
  const start = performance.now();
  serve(second, names, timed);
  return (timed.length / (performance.now() - start)) * 1_000;
}

/** Creates the keys in advance: their memory and creation are not the cache's. */
const namesFor = (keys: CacheTask['keys']): Key[] =>
  Array.from({ length: KEYS }, (_, id) => (keys === 'string' ? `key:${id}` : id));

function make(subject: Subject): Asked {
  switch (subject.cache) {
    case 'ours':
      return new Cache<Key, number>({
        name: 'bench',
        policy: subject.policy,
        maxEntries: CAPACITY,
        maxBytes: 'unbounded',
        ttlMs: subject.ttl ? TTL_MS : 'never',
        expiry: 'lazy',
        clock: () => performance.now(),
        random: new Random(1),
        // The peers keep no per-entry statistics either.
        details: false,
        statistics: subject.statistics ?? true,
      });
    case 'lru-cache':
      return new LRUCache<Key, number>(
        // The default resolution reads the clock too rarely: it does not advance within a loop.
        subject.ttl ? { max: CAPACITY, ttl: TTL_MS, ttlResolution: 0 } : { max: CAPACITY },
      );
    case 'transitory': {
      const cache = newCache<Key, number>().maxSize(CAPACITY).build();
      return { get: (key) => cache.getIfPresent(key), set: (key, value) => cache.set(key, value) };
    }
  }
}

function serve(cache: Asked, names: readonly Key[], stream: Int32Array): void {
  for (let at = 0; at < stream.length; at++) {
    const key = names[stream[at] as number] as Key;
    if (cache.get(key) == null) cache.set(key, at);
  }
}

function fill(cache: Asked, names: readonly Key[]): void {
  for (let id = 0; id < CAPACITY; id++) cache.set(names[id] as Key, id);
}

/**
 * Returns the heap and buffers of a second full cache per entry. The first cache is kept, so that none of it is counted
 * as freed.
 */
function bytesAnEntry(subject: Subject, names: readonly Key[]): number {
  const kept = [filled(subject, names)];
  const before = bytesUsed();
  kept.push(filled(subject, names));
  const bytes = (bytesUsed() - before) / CAPACITY;
  for (const cache of kept) if (cache.get(names[0] as Key) !== 0) throw new Error('An entry is missing');
  return bytes;
}

function filled(subject: Subject, names: readonly Key[]): Asked {
  const cache = make(subject);
  fill(cache, names);
  return cache;
}

function bytesUsed(): number {
  if (!globalThis.gc) throw new Error('Measuring memory needs --expose-gc');
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
