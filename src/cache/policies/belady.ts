import { z } from 'zod/mini';
import { definePolicy, type Policy, type PolicyContext } from '../policy';
import { IdHeap } from '../structures/id-heap';

/**
 * Belady's MIN: evicts the entry whose next use is farthest away. It must know the future, so only a replay offers it.
 * No policy that admits every new entry misses less, while all entries weigh the same. In bytes it is no bound: two
 * small entries may be worth more than a large one that is used sooner. Belady, IBM Systems Journal 1966.
 * Parameters: none. Cost: O(log n) a request, 24 bytes an id.
 */
export const belady = definePolicy({
  name: 'belady',
  label: 'Belady’s MIN',
  summary: 'Evicts the entry whose next use is farthest away: the result of knowing the future.',
  needs: ['future'],
  params: z.object({}),
  create: (context) => new Belady(context),
});

/** Stands for Infinity: among ids never used again, the tie rule of the heap evicts the one unused for longest. */
const NEVER = Number.MAX_SAFE_INTEGER;

class Belady implements Policy {
  readonly #context: PolicyContext;
  /** Ids by negated time of next use: the farthest next use is the lowest key. */
  readonly #heap: IdHeap;

  constructor(context: PolicyContext) {
    this.#context = context;
    this.#heap = new IdHeap(context.ids);
  }

  hit(id: number): void {
    this.#heap.change(id, this.#key());
  }

  insert(id: number): void {
    this.#heap.add(id, this.#key());
  }

  remove(id: number): void {
    this.#heap.remove(id);
  }

  evict(): number {
    const victim = this.#heap.lowest;
    this.#heap.remove(victim);
    return victim;
  }

  order(limit: number): Int32Array {
    return this.#heap.list(limit);
  }

  save() {
    return { heap: this.#heap.save() };
  }

  restore({ heap }: ReturnType<Belady['save']>): void {
    this.#heap.restore(heap);
  }

  resize(ids: number): void {
    this.#heap.resize(ids);
  }

  #key(): number {
    return -Math.min(this.#context.nextUse(), NEVER);
  }
}
