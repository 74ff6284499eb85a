import type { Settings } from '../../engine/contract/settings';
import type { Library } from './library';

/** Policies of Redis by those of the page; both sample, so that only the first of each pair is the same. */
const policies: Readonly<Partial<Record<Settings['policy'], string>>> = {
  'redis-lru': 'allkeys-lru',
  'redis-lfu': 'allkeys-lfu',
  'redis-ttl': 'volatile-ttl',
  'redis-random': 'allkeys-random',
};
const nearest: Readonly<Partial<Record<Settings['policy'], string>>> = {
  lfu: 'allkeys-lfu',
  'lfu-da': 'allkeys-lfu',
  'w-tinylfu': 'allkeys-lfu',
  random: 'allkeys-random',
};

/** Redis, version 7: lines of redis.conf, and as comments the same for a server that runs. */
export const redis: Library = {
  name: 'redis',
  label: 'Redis',
  file: 'redis.conf',
  comment: '#',
  cache: 'memo',
  says: 'The memo caches in one Redis 7. TTL belongs to each write: see the last comment.',
  write({ bytes, policy, ttl, expiry, budget }) {
    const own = policies[policy];
    const chosen = own ?? nearest[policy] ?? 'allkeys-lru';
    const lines: readonly (readonly [name: string, value: string])[] = [
      ['maxmemory', String(bytes)],
      ['maxmemory-policy', chosen],
    ];
    const px = ttl === 'never' ? '' : ` PX ${ttl}`;
    return {
      code: [
        ...lines.map(([name, value]) => `${name} ${value}`),
        '',
        '# The same for a running server:',
        ...lines.map(([name, value]) => `# CONFIG SET ${name} ${value}`),
        '# Each write:',
        `# SET key value${px}`,
      ].join('\n'),
      expressed: ['bytes', 'ttl', 'policy', 'budget', 'expiry'],
      remarks: {
        entries: 'It bounds bytes only.',
        ...(own ? {} : { policy: `The nearest of its policies is ${chosen}.` }),
        ...(budget === 'own' ? { budget: 'One server has one bound: run three servers for three.' } : {}),
        ...(expiry === 'lazy' ? { expiry: 'It always removes expired keys in the background, too.' } : {}),
      },
    };
  },
};
