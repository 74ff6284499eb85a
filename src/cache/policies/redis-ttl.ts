import { z } from 'zod/mini';
import { param } from '../param';
import { definePolicy, NONE, type Policy, type PolicyContext } from '../policy';
import { IdSet } from '../structures/id-set';
import { SampledOrder } from '../structures/sampled-order';

/**
 * Redis volatile-ttl: of a few entries with a deadline drawn at random and the best drawn earlier, evicts the one with
 * the nearest deadline. Entries without a deadline are never evicted: where no other is left, the incoming entry is
 * refused. Redis: evict.c. One difference: where a bound is lowered below the weight of the entries without a deadline,
 * Redis keeps them and refuses all writes; here some of them are evicted, because a cache never exceeds its bounds.
 * Parameters: `samples` (maxmemory-samples). Cost: a deadline compared on a hit, O(samples) an eviction, 17 bytes an
 * id.
 */
export const redisTtl = definePolicy({
  name: 'redis-ttl',
  label: 'Redis volatile-ttl',
  summary:
    'Of five entries with a TTL drawn at random and the best drawn earlier, evicts the next to expire. Entries ' +
    'without a TTL are never evicted: where no other is left, new ones are refused.',
  needs: ['deadline'],
  params: z.object({
    samples: param(
      z.int().check(z.gte(1), z.lte(64)),
      5,
      'Entries drawn for an eviction (maxmemory-samples).',
    ),
  }),
  create: (context, { samples }) => new RedisTtl(context, samples),
});

class RedisTtl implements Policy {
  readonly #context: PolicyContext;
  readonly #volatile: SampledOrder;
  readonly #persistent: IdSet;
  /** 1 for a resident in `#volatile`, 0 for one in `#persistent`. */
  #isVolatile: Uint8Array;

  constructor(context: PolicyContext, samples: number) {
    const { ids, random, deadlineOf } = context;
    this.#context = context;
    this.#volatile = new SampledOrder(ids, samples, random, (id) => -deadlineOf(id));
    this.#persistent = new IdSet(ids);
    this.#isVolatile = new Uint8Array(ids);
  }

  /** Records a hit; a new value may have another TTL, or none. */
  hit(id: number): void {
    this.#sort(id);
  }

  redate(id: number): void {
    this.#sort(id);
  }

  insert(id: number): void {
    this.#enter(id);
  }

  remove(id: number): void {
    this.#leave(id);
  }

  evict(incoming: number): number {
    if (this.#volatile.size > 0) return this.#volatile.evict();
    if (incoming !== NONE) return NONE;
    const victim = this.#persistent.draw(this.#context.random, 0, 1);
    this.#persistent.remove(victim);
    return victim;
  }

  order(limit: number): Int32Array {
    const persistent = this.#persistent.ranked(limit, () => 0);
    return Int32Array.from([...this.#volatile.list(limit), ...persistent].slice(0, limit));
  }

  save() {
    return {
      volatile: this.#volatile.save(),
      persistent: this.#persistent.save(),
      isVolatile: this.#isVolatile.slice(),
    };
  }

  restore({ volatile, persistent, isVolatile }: ReturnType<RedisTtl['save']>): void {
    this.#volatile.restore(volatile);
    this.#persistent.restore(persistent);
    this.#isVolatile = isVolatile.slice();
  }

  resize(ids: number): void {
    this.#volatile.resize(ids);
    this.#persistent.resize(ids);
    const isVolatile = new Uint8Array(ids);
    isVolatile.set(this.#isVolatile.subarray(0, ids));
    this.#isVolatile = isVolatile;
  }
  /** Moves a resident to the other set if it gained or lost its deadline. */
  #sort(id: number): void {
    if ((this.#context.deadlineOf(id) !== Infinity) === (this.#isVolatile[id] === 1)) return;
    this.#leave(id);
    this.#enter(id);
  }

  #enter(id: number): void {
    const isVolatile = this.#context.deadlineOf(id) !== Infinity;
    this.#isVolatile[id] = isVolatile ? 1 : 0;
    (isVolatile ? this.#volatile : this.#persistent).add(id);
  }

  #leave(id: number): void {
    (this.#isVolatile[id] === 1 ? this.#volatile : this.#persistent).remove(id);
  }
}
