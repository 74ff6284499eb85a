import { z } from 'zod/mini';
import { definePolicy, type Policy } from '../policy';
import { IdHeap } from '../structures/id-heap';

/**
 * LFU with dynamic ageing: an entry's priority is its number of uses on top of the cache's age, and the age is the
 * priority of the last victim. So newcomers start where the last one left, and what is popular no more is overtaken;
 * among equals the one unused for longest goes. Arlitt et al., ACM SIGMETRICS PER 27 (4), 2000.
 * Parameters: none. Cost: O(log n) a request, 32 bytes an id.
 */
export const lfuDa = definePolicy({
  name: 'lfu-da',
  label: 'LFU-DA',
  summary: 'LFU that forgets: uses count on top of an age that rises with each eviction.',
  needs: [],
  params: z.object({}),
  create: ({ ids }) => new LfuDa(ids),
});

class LfuDa implements Policy {
  /** By priority as of the last use. */
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
