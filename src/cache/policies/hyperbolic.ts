import { z } from 'zod/mini';
import { param } from '../param';
import { definePolicy, NONE, type Policy, type PolicyContext } from '../policy';
import { IdSet } from '../structures/id-set';

/**
 * Hyperbolic: the value of an entry is its uses divided by its time in the cache, times cost by size; the least value
 * among some entries drawn at random is evicted. New entries are not judged by their first use alone, and values decay
 * without any updates. Blankstein, Sen and Freedman, ATC 2017. Time is the count of requests; size is the entry's
 * weight.
 * Parameters: `samples`. Cost: O(1) a hit, O(samples) an eviction, 20 bytes an id.
 */
export const hyperbolic = definePolicy({
  name: 'hyperbolic',
  label: 'Hyperbolic',
  summary: 'Of 64 entries drawn at random, evicts the one with the fewest uses for its time in the cache.',
  needs: ['bytes', 'cost'],
  params: z.object({
    samples: param(z.int().check(z.gte(1), z.lte(1024)), 64, 'Entries drawn for an eviction.'),
  }),
  create: (context, { samples }) => new Hyperbolic(context, samples),
});

/** A set of ids to draw a sample from. */
export type Drawable = Pick<IdSet, 'add' | 'remove' | 'draw' | 'ranked' | 'resize' | 'save' | 'restore'>;

export class Hyperbolic implements Policy {
  readonly #context: PolicyContext;
  readonly #samples: number;
  readonly #residents: Drawable;
  #uses: Uint32Array;
  #enteredAt: Float64Array;
  /** Requests so far: hits and insertions. */
  #requests = 0;

  /** @param residents set that samples are drawn from; a test passes one that draws as another simulator does. */
  constructor(context: PolicyContext, samples: number, residents: Drawable = new IdSet(context.ids)) {
    this.#context = context;
    this.#samples = samples;
    this.#residents = residents;
    this.#uses = new Uint32Array(context.ids);
    this.#enteredAt = new Float64Array(context.ids);
  }

  hit(id: number): void {
    this.#requests++;
    this.#uses[id] = (this.#uses[id] as number) + 1;
  }

  insert(id: number): void {
    this.#residents.add(id);
    this.#uses[id] = 1;
    this.#enteredAt[id] = this.#requests++;
  }

  remove(id: number): void {
    this.#residents.remove(id);
  }

  evict(): number {
    const { random } = this.#context;
    const samples = this.#samples;
    let victim = NONE;
    let least = Infinity;
    for (let i = 0; i < samples; i++) {
      const id = this.#residents.draw(random, i, samples);
      const worth = this.#worthOf(id);
      if (worth < least || victim === NONE) {
        victim = id;
        least = worth;
      }
    }
    this.#residents.remove(victim);
    return victim;
  }

  order(limit: number): Int32Array {
    return this.#residents.ranked(limit, (id) => this.#worthOf(id));
  }

  save() {
    return {
      residents: this.#residents.save(),
      uses: this.#uses.slice(),
      enteredAt: this.#enteredAt.slice(),
      requests: this.#requests,
    };
  }

  restore({ residents, uses, enteredAt, requests }: ReturnType<Hyperbolic['save']>): void {
    this.#residents.restore(residents);
    this.#uses = uses.slice();
    this.#enteredAt = enteredAt.slice();
    this.#requests = requests;
  }

  resize(ids: number): void {
    this.#residents.resize(ids);
    const uses = new Uint32Array(ids);
    const enteredAt = new Float64Array(ids);
    uses.set(this.#uses.subarray(0, ids));
    enteredAt.set(this.#enteredAt.subarray(0, ids));
    this.#uses = uses;
    this.#enteredAt = enteredAt;
  }

  #worthOf(id: number): number {
    const age = this.#requests - (this.#enteredAt[id] as number);
    const room = age * this.#context.weightOf(id);
    return ((this.#uses[id] as number) * this.#context.costOf(id)) / room;
  }
}
