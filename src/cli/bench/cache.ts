import { contest } from './contest';
import type { BenchOptions, Suite } from './suite';
import type { CacheTask, Subject } from './work/cache';

const LRU: Subject = { cache: 'ours', policy: 'lru' };
const LRU_TTL: Subject = { cache: 'ours', policy: 'lru', ttl: true };

const task = (keys: CacheTask['keys'], load: CacheTask['load'], subject: Subject): CacheTask => ({
  work: 'cache',
  keys,
  load,
  subject,
});

/** The cache layer against npm libraries: statistics on, nobody listening. `mixed`: one key of ten fits. */
export const cache: Suite = {
  name: 'cache',
  async *run(options: BenchOptions) {
    const speed = { suite: 'cache', unit: 'requests/s', better: 'higher' } as const;
    const lruCache: Subject = { cache: 'lru-cache' };
    const lruCacheTtl: Subject = { cache: 'lru-cache', ttl: true };
    const ttl = 'lru-cache 11 with ttl, ttlResolution 0';
    yield* contest(
      {
        ...speed,
        against: 'lru-cache 11',
        theirs: task('string', 'mixed', lruCache),
        entrants: [
          { name: 'LRU cache, string keys, mixed', ours: task('string', 'mixed', LRU), target: 1.5 },
          {
            name: 'SIEVE cache, string keys, mixed',
            ours: task('string', 'mixed', { cache: 'ours', policy: 'sieve' }),
            target: 1.5,
          },
        ],
      },
      options,
    );
    yield* contest(
      {
        ...speed,
        against: 'lru-cache 11',
        theirs: task('integer', 'mixed', lruCache),
        entrants: [
          { name: 'LRU cache, integer keys, mixed', ours: task('integer', 'mixed', LRU), target: 2.5 },
        ],
      },
      options,
    );
    yield* contest(
      {
        ...speed,
        against: 'lru-cache 11',
        theirs: task('string', 'hits', lruCache),
        entrants: [
          { name: 'LRU cache, string keys, all hits', ours: task('string', 'hits', LRU), target: 1.2 },
        ],
      },
      options,
    );
    yield* contest(
      {
        ...speed,
        against: ttl,
        theirs: task('string', 'mixed', lruCacheTtl),
        entrants: [
          {
            name: 'LRU cache with a TTL, string keys, mixed',
            ours: task('string', 'mixed', LRU_TTL),
            target: 1.4,
          },
        ],
      },
      options,
    );
    yield* contest(
      {
        ...speed,
        against: ttl,
        theirs: task('integer', 'mixed', lruCacheTtl),
        entrants: [
          {
            name: 'LRU cache with a TTL, integer keys, mixed',
            ours: task('integer', 'mixed', LRU_TTL),
            target: 2,
          },
        ],
      },
      options,
    );
    yield* contest(
      {
        ...speed,
        against: 'transitory 2',
        theirs: task('integer', 'mixed', { cache: 'transitory' }),
        entrants: [
          {
            name: 'W-TinyLFU cache, integer keys, mixed',
            ours: task('integer', 'mixed', { cache: 'ours', policy: 'w-tinylfu' }),
            target: 3,
          },
        ],
      },
      options,
    );
    yield* contest(
      {
        ...speed,
        against: 'the same without statistics',
        theirs: task('integer', 'mixed', { ...LRU, statistics: false }),
        entrants: [
          {
            name: 'LRU cache with statistics, integer keys, mixed',
            ours: task('integer', 'mixed', LRU),
            target: 0.95,
          },
        ],
      },
      options,
    );
    yield* contest(
      {
        suite: 'cache',
        unit: 'bytes',
        better: 'lower',
        against: 'lru-cache 11',
        theirs: task('string', 'memory', lruCache),
        entrants: [{ name: 'LRU cache, memory an entry', ours: task('string', 'memory', LRU), target: 0.95 }],
      },
      options,
    );
  },
};
