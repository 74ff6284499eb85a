import type { Settings } from '../../engine/contract/settings';
import { bytesOfOne, digits, type Library, onlyPolicy, sharedBytes, type Written } from './library';

/** Soft timeout of a wait for the factory that is as good as none. */
const AN_HOUR_MS = 3_600_000;

/** How long a stale value may be served, and how long a request waits before it is; false: never. */
function graceOf({ staleIfError, staleWhileRevalidate, softLimit }: Settings) {
  const graces = [staleIfError, staleWhileRevalidate].filter((grace) => grace !== 'off');
  if (graces.length === 0) return { grace: false, timeout: undefined };
  const timeout = staleWhileRevalidate === 'off' ? softLimit : 0;
  return { grace: Math.max(...graces), timeout: timeout === 'off' ? AN_HOUR_MS : timeout };
}

function remarksOf(settings: Settings): NonNullable<Written['remarks']> {
  const { policy, singleFlight, staleIfError, staleWhileRevalidate, softLimit, expiry } = settings;
  const both =
    staleIfError !== 'off' && staleWhileRevalidate !== 'off' && staleIfError !== staleWhileRevalidate;
  const { grace } = graceOf(settings);
  return {
    ...onlyPolicy(policy === 'lru', 'LRU'),
    ...sharedBytes(settings),
    ...(expiry === 'active'
      ? { expiry: 'Its memory driver removes expired entries when they are requested.' }
      : {}),
    ...(singleFlight ? {} : { singleFlight: 'getOrSet always joins equal requests.' }),
    ...(softLimit !== 'off' && !grace
      ? { softLimit: 'It applies only with a grace, to expired values.' }
      : {}),
    ...(both ? { staleIfError: 'It has one grace for both stale answers: the longer one.' } : {}),
  };
}

/** BentoCache for Node, version 1. */
export const bentoCache: Library = {
  name: 'bento-cache',
  label: 'BentoCache',
  file: 'cache.mjs',
  comment: '//',
  cache: 'memo',
  says: 'One of the three memo caches for BentoCache 1.',
  write(settings) {
    const { entries, ttl, hardLimit } = settings;
    const { grace, timeout } = graceOf(settings);
    const options = [
      `ttl: ${ttl === 'never' ? 'null' : digits(ttl)},`,
      `grace: ${typeof grace === 'number' ? digits(grace) : grace},`,
      ...(timeout === undefined ? [] : [`timeout: ${digits(timeout)},`]),
      ...(hardLimit === 'off' ? [] : [`hardTimeout: ${digits(hardLimit)},`]),
    ];
    return {
      code: [
        "import { BentoCache, bentostore } from 'bentocache';",
        "import { memoryDriver } from 'bentocache/drivers/memory';",
        '',
        'export const cache = new BentoCache({',
        "  default: 'memory',",
        ...options.map((option) => `  ${option}`),
        '  stores: {',
        '    memory: bentostore().useL1Layer(',
        `      memoryDriver({ maxItems: ${digits(entries)}, maxSize: ${digits(bytesOfOne(settings))} }),`,
        '    ),',
        '  },',
        '});',
      ].join('\n'),
      expressed: [
        ...(['entries', 'bytes', 'budget', 'ttl', 'expiry', 'policy', 'singleFlight'] as const),
        ...(['staleIfError', 'staleWhileRevalidate', 'softLimit', 'hardLimit'] as const),
      ],
      remarks: remarksOf(settings),
    };
  },
};
