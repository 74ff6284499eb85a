import { z } from 'zod/mini';
import { param } from '../param';
import { definePolicy, NONE, type Policy, type PolicyContext } from '../policy';
import { IdSet } from '../structures/id-set';
import { SampledOrder } from '../structures/sampled-order';

/**
 * Redis volatile-ttl: of a few entries with a deadline drawn at random, and the best drawn before, the one that dies
 * soonest goes. Entries without a deadline are never evicted: where no other is left, what comes is refused. Redis:
 * evict.c. One difference: where a bound is lowered below what the entries without a deadline take, Redis keeps them and
 * refuses all writes; here some of them go, because a cache never exceeds its bounds.
 * Parameters: `samples` (maxmemory-samples). Cost: a deadline compared on a hit, O(samples) an eviction, 17 bytes an id.
 */
export const redisTtl = definePolicy({
  name: 'redis-ttl',
  label: 'Redis volatile-ttl',
  summary:
    'Of five entries with a TTL, drawn at random, and the best drawn before, the next to expire goes. Entries without ' +
    'a TTL are never evicted: where no other is left, new ones are refused.',
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
  readonly #mortals: SampledOrder;
  readonly #eternals: IdSet;
  /** Which of the two a resident is held for. */
  #isMortal: Uint8Array;

  constructor(context: PolicyContext, samples: number) {
    const { ids, random, deadlineOf } = context;
    this.#context = context;
    this.#mortals = new SampledOrder(ids, samples, random, (id) => -deadlineOf(id));
    this.#eternals = new IdSet(ids);
    this.#isMortal = new Uint8Array(ids);
  }

  /** A new value may have come with another TTL, or with none. */
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
    if (this.#mortals.size > 0) return this.#mortals.evict();
    if (incoming !== NONE) return NONE;
    const victim = this.#eternals.draw(this.#context.random, 0, 1);
    this.#eternals.remove(victim);
    return victim;
  }

  order(limit: number): Int32Array {
    const eternals = this.#eternals.ranked(limit, () => 0);
    return Int32Array.from([...this.#mortals.list(limit), ...eternals].slice(0, limit));
  }

  save() {
    return {
      mortals: this.#mortals.save(),
      eternals: this.#eternals.save(),
      isMortal: this.#isMortal.slice(),
    };
  }

  restore({ mortals, eternals, isMortal }: ReturnType<RedisTtl['save']>): void {
    this.#mortals.restore(mortals);
    this.#eternals.restore(eternals);
    this.#isMortal = isMortal.slice();
  }

  resize(ids: number): void {
    this.#mortals.resize(ids);
    this.#eternals.resize(ids);
    const isMortal = new Uint8Array(ids);
    isMortal.set(this.#isMortal.subarray(0, ids));
    this.#isMortal = isMortal;
  }
  /** Moves a resident between the two where its deadline came or went. */
  #sort(id: number): void {
    if ((this.#context.deadlineOf(id) !== Infinity) === (this.#isMortal[id] === 1)) return;
    this.#leave(id);
    this.#enter(id);
  }

  #enter(id: number): void {
    const mortal = this.#context.deadlineOf(id) !== Infinity;
    this.#isMortal[id] = mortal ? 1 : 0;
    (mortal ? this.#mortals : this.#eternals).add(id);
  }

  #leave(id: number): void {
    (this.#isMortal[id] === 1 ? this.#mortals : this.#eternals).remove(id);
  }
}
