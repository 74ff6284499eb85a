import { bytesOfOne, digits, type Library, onlyPolicy, sharedBytes } from './library';

/** lru-cache for JavaScript, version 11. */
export const lruCache: Library = {
  name: 'lru-cache',
  label: 'lru-cache',
  file: 'cache.mjs',
  comment: '//',
  cache: 'memo',
  says: 'One of the three memo caches for lru-cache 11. Replace load and sizeOf.',
  write(settings) {
    const { entries, ttl, expiry, staleWhileRevalidate, staleIfError, aliasing } = settings;
    const options = [
      `max: ${digits(entries)},`,
      `maxSize: ${digits(bytesOfOne(settings))},`,
      'sizeCalculation: (value) => sizeOf(value),',
      ...(ttl === 'never' ? [] : [`ttl: ${digits(ttl)},`, `ttlAutopurge: ${expiry === 'active'},`]),
      ...(staleWhileRevalidate === 'off' ? [] : ['allowStale: true,']),
      ...(staleIfError === 'off'
        ? []
        : ['allowStaleOnFetchRejection: true,', 'noDeleteOnFetchRejection: true,']),
      'fetchMethod: (key) => load(key),',
    ];
    const noLimit = 'It has no time limit for stale values.';
    return {
      code: [
        "import { LRUCache } from 'lru-cache';",
        '',
        'const load = async (key) => key;',
        'const sizeOf = (value) => JSON.stringify(value).length;',
        '',
        'export const cache = new LRUCache({',
        ...options.map((option) => `  ${option}`),
        '});',
      ].join('\n'),
      expressed: ['entries', 'bytes', 'budget', 'ttl', 'expiry', 'policy', 'singleFlight'],
      remarks: {
        ...onlyPolicy(settings.policy === 'lru', 'LRU'),
        ...sharedBytes(settings),
        ...(settings.singleFlight ? {} : { singleFlight: 'cache.fetch always joins equal requests.' }),
        ...(staleWhileRevalidate === 'off' ? {} : { staleWhileRevalidate: noLimit }),
        ...(staleIfError === 'off' ? {} : { staleIfError: noLimit }),
        ...(aliasing ? { aliasing: 'It returns the stored object: copy it in the caller.' } : {}),
      },
    };
  },
};
