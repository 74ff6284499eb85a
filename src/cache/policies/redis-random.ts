import { definePolicy } from '../policy';
import { random } from './random';

/**
 * Redis allkeys-random: `random` under the name that the server has for it (evict.c: dictGetRandomKey, whose draws are
 * a little uneven; here they are not). Parameters: none. Cost: O(1) a request, nothing on a hit.
 */
export const redisRandom = definePolicy({
  ...random,
  name: 'redis-random',
  label: 'Redis allkeys-random',
  summary: 'Any entry goes, all with the same odds.',
});
