import { definePolicy } from '../policy';
import { random } from './random';

/**
 * Redis allkeys-random: `random` under the server's name. The server draws a random bucket and then a random entry of
 * it (evict.c: dictGetRandomKey), so entries that share a bucket stay longer; here all have the same odds. On a loop of
 * 2,529 keys through 390 entries, Redis 7.0.15 has 4.6 % hits, here 3.6 %. Parameters: none. Cost: O(1) a request,
 * nothing on a hit.
 */
export const redisRandom = definePolicy({
  ...random,
  name: 'redis-random',
  label: 'Redis allkeys-random',
  summary:
    'Evicts any entry, all with the same odds. A Redis server draws less evenly: on loops it has up to 1 point more hits.',
});
