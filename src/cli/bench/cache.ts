import { type Contest, contests } from './contest';
import type { Suite } from './suite';
import type { CacheTask, Subject } from './work/cache';

const LRU: Subject = { cache: 'ours', policy: 'lru' };
const SIEVE: Subject = { cache: 'ours', policy: 'sieve' };
const W_TINYLFU: Subject = { cache: 'ours', policy: 'w-tinylfu' };
const LRU_WITH_TTL: Subject = { ...LRU, ttl: true };
const LRU_WITHOUT_STATISTICS: Subject = { ...LRU, statistics: false };
const LRU_CACHE: Subject = { cache: 'lru-cache' };
const LRU_CACHE_WITH_TTL: Subject = { ...LRU_CACHE, ttl: true };
const TRANSITORY: Subject = { cache: 'transitory' };

const mixed = (keys: CacheTask['keys'], subject: Subject): CacheTask => ({
  work: 'cache',
  load: 'mixed',
  keys,
  subject,
});
const hits = (subject: Subject): CacheTask => ({ work: 'cache', load: 'hits', keys: 'string', subject });
const memory = (subject: Subject): CacheTask => ({ work: 'cache', load: 'memory', keys: 'string', subject });

const speed = { suite: 'cache', unit: 'requests/s', better: 'higher' } as const;

/**
 * Gets keys and sets those that miss: Zipf 0.9 over a million keys of which a tenth fits (`mixed`), or over as many
 * keys as fit (`all hits`). Statistics are on, without listeners.
 */
const against: readonly Contest[] = [
  {
    ...speed,
    against: 'lru-cache 11',
    theirs: mixed('string', LRU_CACHE),
    entrants: [
      { name: 'LRU cache, string keys, mixed', ours: mixed('string', LRU), target: 1.5 },
      { name: 'SIEVE cache, string keys, mixed', ours: mixed('string', SIEVE), target: 1.5 },
    ],
  },
  {
    ...speed,
    against: 'lru-cache 11',
    theirs: mixed('integer', LRU_CACHE),
    entrants: [{ name: 'LRU cache, integer keys, mixed', ours: mixed('integer', LRU), target: 2.5 }],
  },
  {
    ...speed,
    against: 'lru-cache 11',
    theirs: hits(LRU_CACHE),
    entrants: [{ name: 'LRU cache, string keys, all hits', ours: hits(LRU), target: 1.2 }],
  },
  {
    ...speed,
    against: 'lru-cache 11 with ttl, ttlResolution 0',
    theirs: mixed('string', LRU_CACHE_WITH_TTL),
    entrants: [
      { name: 'LRU cache with a TTL, string keys, mixed', ours: mixed('string', LRU_WITH_TTL), target: 1.4 },
    ],
  },
  {
    ...speed,
    against: 'lru-cache 11 with ttl, ttlResolution 0',
    theirs: mixed('integer', LRU_CACHE_WITH_TTL),
    entrants: [
      { name: 'LRU cache with a TTL, integer keys, mixed', ours: mixed('integer', LRU_WITH_TTL), target: 2 },
    ],
  },
  {
    ...speed,
    against: 'transitory 2',
    theirs: mixed('integer', TRANSITORY),
    entrants: [
      { name: 'W-TinyLFU cache, integer keys, mixed', ours: mixed('integer', W_TINYLFU), target: 3 },
    ],
  },
  {
    suite: 'cache',
    unit: 'bytes',
    better: 'lower',
    against: 'lru-cache 11',
    theirs: memory(LRU_CACHE),
    entrants: [{ name: 'LRU cache, memory per entry without its key', ours: memory(LRU), target: 0.95 }],
  },
  {
    ...speed,
    against: 'statistics off',
    theirs: mixed('integer', LRU_WITHOUT_STATISTICS),
    entrants: [
      {
        name: 'LRU cache with statistics on, integer keys, mixed',
        ours: mixed('integer', LRU),
        target: 0.95,
      },
    ],
  },
];

/** Compares the cache layer with npm libraries. */
export const cache: Suite = { name: 'cache', run: (options) => contests(against, options) };
