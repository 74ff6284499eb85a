import { twoQ } from './policies/2q';
import { arc } from './policies/arc';
import { belady } from './policies/belady';
import { clock } from './policies/clock';
import { fifo } from './policies/fifo';
import { gdsf } from './policies/gdsf';
import { hyperbolic } from './policies/hyperbolic';
import { lfu } from './policies/lfu';
import { lfuDa } from './policies/lfu-da';
import { lirs } from './policies/lirs';
import { lru } from './policies/lru';
import { memcached } from './policies/memcached';
import { mru } from './policies/mru';
import { random } from './policies/random';
import { redisLfu } from './policies/redis-lfu';
import { redisLru } from './policies/redis-lru';
import { redisRandom } from './policies/redis-random';
import { redisTtl } from './policies/redis-ttl';
import { s3fifo } from './policies/s3-fifo';
import { sieve } from './policies/sieve';
import { slru } from './policies/slru';
import { wTinyLfu } from './policies/w-tinylfu';
import type { PolicyDefinition } from './policy';

/** All policies, in display order. */
export const policies: readonly PolicyDefinition[] = [
  lru,
  fifo,
  clock,
  sieve,
  s3fifo,
  slru,
  twoQ,
  arc,
  lirs,
  lfu,
  lfuDa,
  wTinyLfu,
  gdsf,
  hyperbolic,
  random,
  mru,
  redisLru,
  redisLfu,
  redisTtl,
  redisRandom,
  memcached,
  belady,
];

/** Policies for live caches, where future requests are unknown. */
export const livePolicies = policies.filter(({ needs }) => !needs.includes('future'));

/** Returns a policy by name. Throws for an unknown name: names from outside are checked earlier. */
export function policyNamed(name: string): PolicyDefinition {
  const found = policies.find((policy) => policy.name === name);
  if (!found)
    throw new Error(
      `No policy is called "${name}". There are: ${policies.map((one) => one.name).join(', ')}.`,
    );
  return found;
}
