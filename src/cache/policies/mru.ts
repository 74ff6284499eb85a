import { z } from 'zod/mini';
import { definePolicy, type Policy } from '../policy';
import { IdQueue } from '../structures/id-queue';

/**
 * MRU: the order of LRU, evicted from the other end. In a loop longer than the cache, the entry used last is needed
 * again last: there MRU is optimal, elsewhere it keeps entries that are no longer used. Chou and DeWitt, VLDB 1985.
 * Parameters: none. Cost: O(1) a request, 8 bytes an id.
 */
export const mru = definePolicy({
  name: 'mru',
  label: 'MRU',
  summary: 'Evicts the entry used last: right for loops longer than the cache, wrong nearly everywhere else.',
  needs: [],
  params: z.object({}),
  create: ({ ids }) => new Mru(ids),
});

class Mru implements Policy {
  readonly #queue: IdQueue;

  constructor(ids: number) {
    this.#queue = new IdQueue(ids);
  }

  hit(id: number): void {
    this.#queue.renew(id);
  }

  insert(id: number): void {
    this.#queue.add(id);
  }

  remove(id: number): void {
    this.#queue.remove(id);
  }

  evict(): number {
    const victim = this.#queue.youngest;
    this.#queue.remove(victim);
    return victim;
  }

  order(limit: number): Int32Array {
    const queue = this.#queue;
    const ids = new Int32Array(Math.min(limit, queue.size));
    for (let id = queue.youngest, i = 0; i < ids.length; id = queue.older(id), i++) ids[i] = id;
    return ids;
  }

  save() {
    return { queue: this.#queue.save() };
  }

  restore({ queue }: ReturnType<Mru['save']>): void {
    this.#queue.restore(queue);
  }

  resize(ids: number): void {
    this.#queue.resize(ids);
  }
}
