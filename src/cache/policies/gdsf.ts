import { z } from 'zod/mini';
import { definePolicy, type Policy, type PolicyContext } from '../policy';
import { IdHeap } from '../structures/id-heap';

/**
 * GDSF (Greedy Dual Size Frequency): an entry is worth uses x cost / size, on top of a clock that stands at the worth
 * of the last victim; the least worth goes. So the small, dear and often used stay, and who is used no more is
 * overtaken by the clock. Cherkasova, HP Labs TR 98-69, 1998. Size is what an entry takes of the bound: 1 where
 * entries are counted. Parameters: none. Cost: O(log n) a request, 28 bytes an id.
 */
export const gdsf = definePolicy({
  name: 'gdsf',
  label: 'GDSF',
  summary: 'The entry worth least goes: uses times cost by size, aged by what was evicted before.',
  needs: ['bytes', 'cost'],
  params: z.object({}),
  create: (context) => new Gdsf(context),
});

class Gdsf implements Policy {
  readonly #context: PolicyContext;
  /** By priority: the clock at the last use, plus the worth at that time. */
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

  /** What one use saves for each unit of room. What takes no room counts as one: the clock must stay finite. */
  #valueOf(id: number): number {
    return this.#context.costOf(id) / Math.max(1, this.#context.weightOf(id));
  }
}
