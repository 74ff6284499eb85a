import { z } from 'zod/mini';
import { param } from '../param';
import { definePolicy, type Policy, type PolicyContext } from '../policy';
import { SampledOrder } from '../structures/sampled-order';

/** LRU_CLOCK_MAX in Redis: the clock has 24 bits and wraps to 0. */
const CLOCK_MAX = 0xffffff;

/**
 * Redis allkeys-lru: each entry has a stamp of its last use; of a few entries drawn at random and the best drawn
 * earlier, the one unused for longest is evicted. Near LRU without a list. Redis: evict.c, server.h.
 * Parameters: `samples` (maxmemory-samples); `clock`, the unit of a stamp: requests, so that live and replay agree,
 * or seconds, as the server does (in a replay the cache's clock counts requests, 1,000 to the second).
 * Cost: one number written on a hit, O(samples) an eviction, 12 bytes an id.
 */
export const redisLru = definePolicy({
  name: 'redis-lru',
  label: 'Redis allkeys-lru',
  summary:
    'Of five entries drawn at random and the best drawn earlier, evicts the one unused for longest. A Redis server ' +
    'draws less evenly: on loops it has up to 3 points more hits.',
  needs: [],
  params: z.object({
    samples: param(
      z.int().check(z.gte(1), z.lte(64)),
      5,
      'Entries drawn for an eviction (maxmemory-samples).',
    ),
    clock: param(z.enum(['requests', 'seconds']), 'requests', 'Unit of the time of last use.'),
  }),
  create: (context, { samples, clock }) => new RedisLru(context, samples, clock === 'seconds'),
});

class RedisLru implements Policy {
  readonly #context: PolicyContext;
  readonly #bySeconds: boolean;
  readonly #order: SampledOrder;
  #usedAt: Uint32Array;
  #requests = 0;

  constructor(context: PolicyContext, samples: number, bySeconds: boolean) {
    const { ids, random } = context;
    this.#context = context;
    this.#bySeconds = bySeconds;
    this.#usedAt = new Uint32Array(ids);
    this.#order = new SampledOrder(ids, samples, random, (id) => this.#idleTime(id));
  }

  hit(id: number): void {
    this.#requests++;
    this.#usedAt[id] = this.#now();
  }

  insert(id: number): void {
    this.hit(id);
    this.#order.add(id);
  }

  remove(id: number): void {
    this.#order.remove(id);
  }

  evict(): number {
    return this.#order.evict();
  }

  order(limit: number): Int32Array {
    return this.#order.list(limit);
  }

  save() {
    return { order: this.#order.save(), usedAt: this.#usedAt.slice(), requests: this.#requests };
  }

  restore({ order, usedAt, requests }: ReturnType<RedisLru['save']>): void {
    this.#order.restore(order);
    this.#usedAt = usedAt.slice();
    this.#requests = requests;
  }

  resize(ids: number): void {
    this.#order.resize(ids);
    const usedAt = new Uint32Array(ids);
    usedAt.set(this.#usedAt.subarray(0, ids));
    this.#usedAt = usedAt;
  }

  #now(): number {
    return this.#bySeconds ? Math.floor(this.#context.now() / 1000) : this.#requests;
  }

  /** Returns the time since the last use; correct for a use within one turn of the clock. */
  #idleTime(id: number): number {
    return (this.#now() - (this.#usedAt[id] as number)) & CLOCK_MAX;
  }
}
