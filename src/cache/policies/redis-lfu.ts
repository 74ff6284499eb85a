import { z } from 'zod/mini';
import type { Random } from '../../base/random';
import { param } from '../param';
import { definePolicy, type Policy, type PolicyContext } from '../policy';
import { SampledOrder } from '../structures/sampled-order';

/** LFU_INIT_VAL in Redis: the count of a new entry, so that it is not the next victim. */
const FIRST = 5;
const MOST = 255;
const MINUTE_MS = 60_000;

/**
 * Redis allkeys-lfu: a counter of 8 bits an entry that is the less likely to rise the higher it is (Morris, CACM
 * 1978), and falls by one each `decayMinutes`; of a few entries drawn at random and the best drawn earlier, the lowest
 * count is evicted.
 * Redis: evict.c. In a replay the clock counts requests, 60,000 to the minute.
 * Parameters: `samples` (maxmemory-samples), `logFactor` (lfu-log-factor; with 10 a million uses fill the counter),
 * `decayMinutes` (lfu-decay-time; 0: never). Cost: one draw a hit, O(samples) an eviction, 11 bytes an id.
 */
export const redisLfu = definePolicy({
  name: 'redis-lfu',
  label: 'Redis allkeys-lfu',
  summary:
    'Of five entries drawn at random and the best drawn earlier, evicts the least used; counts decay by the minute. ' +
    'A Redis server draws less evenly: on loops it has up to 3 points more hits.',
  needs: [],
  params: z.object({
    samples: param(
      z.int().check(z.gte(1), z.lte(64)),
      5,
      'Entries drawn for an eviction (maxmemory-samples).',
    ),
    logFactor: param(
      z.int().check(z.gte(0), z.lte(10_000)),
      10,
      'How much less each further use counts (lfu-log-factor); 0: no less.',
    ),
    decayMinutes: param(
      z.int().check(z.gte(0), z.lte(10_000)),
      1,
      'Minutes after which an unused entry loses one of its count (lfu-decay-time); 0: never.',
    ),
  }),
  create: (context, params) => new RedisLfu(context, params),
});

interface Params {
  readonly samples: number;
  readonly logFactor: number;
  readonly decayMinutes: number;
}

class RedisLfu implements Policy {
  readonly #now: () => number;
  readonly #random: Random;
  readonly #params: Params;
  readonly #order: SampledOrder;
  #counts: Uint8Array;
  /** Minute of the last use of each entry: 16 bits that wrap to 0. */
  #minutes: Uint16Array;

  constructor({ ids, random, now }: PolicyContext, params: Params) {
    this.#now = now;
    this.#random = random;
    this.#params = params;
    this.#counts = new Uint8Array(ids);
    this.#minutes = new Uint16Array(ids);
    this.#order = new SampledOrder(ids, params.samples, random, (id) => MOST - this.#countOf(id));
  }

  hit(id: number): void {
    const count = this.#countOf(id);
    const odds = 1 / (Math.max(0, count - FIRST) * this.#params.logFactor + 1);
    const rises = count < MOST && this.#random.next() < odds;
    this.#set(id, rises ? count + 1 : count);
  }

  insert(id: number): void {
    this.#set(id, FIRST);
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
    return { order: this.#order.save(), counts: this.#counts.slice(), minutes: this.#minutes.slice() };
  }

  restore({ order, counts, minutes }: ReturnType<RedisLfu['save']>): void {
    this.#order.restore(order);
    this.#counts = counts.slice();
    this.#minutes = minutes.slice();
  }

  resize(ids: number): void {
    this.#order.resize(ids);
    const counts = new Uint8Array(ids);
    const minutes = new Uint16Array(ids);
    counts.set(this.#counts.subarray(0, ids));
    minutes.set(this.#minutes.subarray(0, ids));
    this.#counts = counts;
    this.#minutes = minutes;
  }

  #set(id: number, count: number): void {
    this.#counts[id] = count;
    this.#minutes[id] = this.#minute();
  }

  #minute(): number {
    return Math.floor(this.#now() / MINUTE_MS) & 0xffff;
  }

  /** Returns the count as decayed by now. */
  #countOf(id: number): number {
    const count = this.#counts[id] as number;
    const { decayMinutes } = this.#params;
    if (decayMinutes === 0) return count;
    const unused = (this.#minute() - (this.#minutes[id] as number)) & 0xffff;
    return Math.max(0, count - Math.floor(unused / decayMinutes));
  }
}
