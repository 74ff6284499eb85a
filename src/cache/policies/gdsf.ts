import { z } from 'zod/mini';
import { definePolicy, type Policy, type PolicyContext } from '../policy';
import { IdHeap } from '../structures/id-heap';

/**
 * GDSF (Greedy Dual Size Frequency): the priority of an entry is uses x cost / size, plus a clock that is set to the
 * priority of each victim; the lowest priority is evicted. So small, expensive and often used entries stay, and the
 * clock overtakes entries that are no longer used. Cherkasova, HP Labs TR 98-69, 1998. Size is the weight of an entry:
 * 1 where entries are counted. Parameters: none. Cost: O(log n) a request, 28 bytes an id.
 */
export const gdsf = definePolicy({
  name: 'gdsf',
  label: 'GDSF',
  summary: 'Evicts the entry with the least value: uses times cost by size, aged by each eviction.',
  needs: ['bytes', 'cost'],
  params: z.object({}),
  create: (context) => new Gdsf(context),
});

class Gdsf implements Policy {
  readonly #context: PolicyContext;
  /** Ids by priority: the clock at the last use, plus the value at that time. */
  readonly #heap: IdHeap;
  #uses: Uint32Array;
  #clock = 0;

  constructor(context: PolicyContext) {
    this.#context = context;
    this.#heap = new IdHeap(context.ids);
    this.#uses = new Uint32Array(context.ids);
  }

  hit(id: number): void {
    const uses = (this.#uses[id] as number) + 1;
    this.#uses[id] = uses;
    this.#heap.change(id, this.#clock + uses * this.#valueOf(id));
  }

  insert(id: number): void {
    this.#uses[id] = 1;
    this.#heap.add(id, this.#clock + this.#valueOf(id));
  }

  remove(id: number): void {
    this.#heap.remove(id);
  }

  evict(): number {
    const victim = this.#heap.lowest;
    this.#clock = this.#heap.keyOf(victim);
    this.#heap.remove(victim);
    return victim;
  }

  order(limit: number): Int32Array {
    return this.#heap.list(limit);
  }

  save() {
    return { heap: this.#heap.save(), uses: this.#uses.slice(), clock: this.#clock };
  }

  restore({ heap, uses, clock }: ReturnType<Gdsf['save']>): void {
    this.#heap.restore(heap);
    this.#uses = uses.slice();
    this.#clock = clock;
  }

  resize(ids: number): void {
    this.#heap.resize(ids);
    const uses = new Uint32Array(ids);
    uses.set(this.#uses.subarray(0, ids));
    this.#uses = uses;
  }

  /** Returns the cost saved by one use per unit of weight. A weight below 1 counts as 1: the clock must stay finite. */
  #valueOf(id: number): number {
    return this.#context.costOf(id) / Math.max(1, this.#context.weightOf(id));
  }
}
