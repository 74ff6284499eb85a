import { z } from 'zod/mini';
import { definePolicy, type Policy } from '../policy';
import { IdQueue } from '../structures/id-queue';

/**
 * LRU: a queue in the order of last use; a hit makes an entry the youngest, the oldest is evicted. Good where recently
 * used keys are used again; a scan of keys used once flushes it. Mattson et al., IBM Systems Journal 1970.
 * Parameters: none. Cost: O(1) a request, 8 bytes an id.
 */
export const lru = definePolicy({
  name: 'lru',
  label: 'LRU',
  summary: 'Evicts the entry unused for longest.',
  needs: [],
  params: z.object({}),
  create: ({ ids }) => new Lru(ids),
});

class Lru implements Policy {
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

  restore({ queue }: ReturnType<Lru['save']>): void {
    this.#queue.restore(queue);
  }

  resize(ids: number): void {
    this.#queue.resize(ids);
  }
}
