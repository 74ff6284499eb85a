import { z } from 'zod/mini';
import { definePolicy, type Policy } from '../policy';
import { IdQueue } from '../structures/id-queue';

/**
 * FIFO: a queue in order of insertion; a hit changes nothing, the oldest entry is evicted. The cheapest order, and the
 * basis of CLOCK, SIEVE and S3-FIFO.
 * Parameters: none. Cost: O(1) a request, nothing on a hit, 8 bytes an id.
 */
export const fifo = definePolicy({
  name: 'fifo',
  label: 'FIFO',
  summary: 'Evicts the entry that was inserted first, used or not.',
  needs: [],
  params: z.object({}),
  create: ({ ids }) => new Fifo(ids),
});

class Fifo implements Policy {
  readonly #queue: IdQueue;

  constructor(ids: number) {
    this.#queue = new IdQueue(ids);
  }

  hit(): void {}

  insert(id: number): void {
    this.#queue.add(id);
  }

  remove(id: number): void {
    this.#queue.remove(id);
  }

  evict(): number {
    const victim = this.#queue.oldest;
    this.#queue.remove(victim);
    return victim;
  }

  order(limit: number): Int32Array {
    return this.#queue.list(limit);
  }

  save() {
    return { queue: this.#queue.save() };
  }

  restore({ queue }: ReturnType<Fifo['save']>): void {
    this.#queue.restore(queue);
  }

  resize(ids: number): void {
    this.#queue.resize(ids);
  }
}
