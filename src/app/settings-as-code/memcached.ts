import { type Library, onlyPolicy } from './library';

const BYTES_A_MEGABYTE = 1_048_576;
/** Longer relative times are read as a date. */
const MOST_SECONDS = 2_592_000;

/** Seconds of an item's TTL: whole ones, at least 1, since 0 means never. */
const secondsOf = (ttl: number | 'never'): number =>
  ttl === 'never' ? 0 : Math.min(MOST_SECONDS, Math.max(1, Math.round(ttl / 1_000)));

/** Memcached, version 1.6: its command line. */
export const memcached: Library = {
  name: 'memcached',
  label: 'Memcached',
  file: 'memcached.sh',
  comment: '#',
  cache: 'memo',
  says: 'The memo caches in one Memcached 1.6. TTL belongs to each write: see the last comment.',
  write({ bytes, ttl, policy, expiry, budget }) {
    const megabytes = Math.max(1, Math.floor(bytes / BYTES_A_MEGABYTE));
    const crawler = expiry === 'active' ? 'lru_crawler' : 'no_lru_crawler';
    const inWholeSeconds = ttl === 'never' || secondsOf(ttl) * 1_000 === ttl;
    return {
      code: [
        `memcached -m ${megabytes} -o lru_maintainer,${crawler}`,
        '',
        '# Each write: key, flags, seconds to live (0: never), bytes of the value:',
        `# set key 0 ${secondsOf(ttl)} 5`,
      ].join('\n'),
      expressed: ['bytes', 'ttl', 'policy', 'expiry', 'budget'],
      remarks: {
        ...onlyPolicy(policy === 'memcached', 'a segmented LRU in each size class'),
        entries: 'It bounds bytes only.',
        ...(megabytes * BYTES_A_MEGABYTE === bytes
          ? {}
          : { bytes: `It takes whole megabytes: ${megabytes}.` }),
        ...(inWholeSeconds ? {} : { ttl: `It takes whole seconds: ${secondsOf(ttl)}.` }),
        ...(budget === 'own' ? { budget: 'One server has one bound: run three servers for three.' } : {}),
      },
    };
  },
};
