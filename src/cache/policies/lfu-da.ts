import { z } from 'zod/mini';
import { definePolicy, type Policy } from '../policy';
import { IdHeap } from '../structures/id-heap';

/**
 * LFU with dynamic ageing: the priority of an entry is its number of uses plus the age of the cache, which is the
 * priority of the last victim. So new entries start level with the last victim, and formerly popular entries are
 * overtaken; among equals the one unused for longest is evicted. Arlitt et al., ACM SIGMETRICS PER 27 (4), 2000.
 * Parameters: none. Cost: O(log n) a request, 32 bytes an id.
 */
export const lfuDa = definePolicy({
  name: 'lfu-da',
  label: 'LFU-DA',
  summary: 'LFU with ageing: uses are added to an age that rises with each eviction.',
  needs: [],
  params: z.object({}),
  create: ({ ids }) => new LfuDa(ids),
});

class LfuDa implements Policy {
  /** Ids by priority at their last use. */
  readonly #heap: IdHeap;
  #uses: Float64Array;
  #age = 0;

  constructor(ids: number) {
    this.#heap = new IdHeap(ids);
    this.#uses = new Float64Array(ids);
  }

  hit(id: number): void {
    const uses = (this.#uses[id] as number) + 1;
    this.#uses[id] = uses;
    this.#heap.change(id, this.#age + uses);
  }

  insert(id: number): void {
    this.#uses[id] = 1;
    this.#heap.add(id, this.#age + 1);
  }

  remove(id: number): void {
    this.#heap.remove(id);
  }

  evict(): number {
    const victim = this.#heap.lowest;
    this.#age = this.#heap.keyOf(victim);
    this.#heap.remove(victim);
    return victim;
  }

  order(limit: number): Int32Array {
    return this.#heap.list(limit);
  }

  save() {
    return { heap: this.#heap.save(), uses: this.#uses.slice(), age: this.#age };
  }

  restore({ heap, uses, age }: ReturnType<LfuDa['save']>): void {
    this.#heap.restore(heap);
    this.#uses = uses.slice();
    this.#age = age;
  }

  resize(ids: number): void {
    this.#heap.resize(ids);
    const uses = new Float64Array(ids);
    uses.set(this.#uses.subarray(0, ids));
    this.#uses = uses;
  }
}
