import { z } from 'zod/mini';
import { definePolicy, NONE, type Policy } from '../policy';
import { IdQueue } from '../structures/id-queue';

/**
 * CLOCK, also called second chance: LRU approximated with one bit per entry. A hit sets the bit; an eviction takes the
 * oldest entry without it, clears the bit of the older ones and makes them the youngest. Corbató, MIT Project MAC 1968.
 * Parameters: none. Cost: O(1) amortised a request, one byte written on a hit, 9 bytes an id.
 */
export const clock = definePolicy({
  name: 'clock',
  label: 'CLOCK',
  summary: 'First in, first out, but an entry used since its last turn gets one more turn.',
  needs: [],
  params: z.object({}),
  create: ({ ids }) => new Clock(ids),
});

class Clock implements Policy {
  /** Ring of the residents; the hand is always at the oldest. */
  readonly #queue: IdQueue;
  #used: Uint8Array;

  constructor(ids: number) {
    this.#queue = new IdQueue(ids);
    this.#used = new Uint8Array(ids);
  }

  hit(id: number): void {
    this.#used[id] = 1;
  }

  insert(id: number): void {
    this.#used[id] = 0;
    this.#queue.add(id);
  }

  remove(id: number): void {
    this.#queue.remove(id);
  }

  evict(): number {
    const queue = this.#queue;
    const used = this.#used;
    let oldest = queue.oldest;
    for (; used[oldest] === 1; oldest = queue.oldest) {
      used[oldest] = 0;
      queue.renew(oldest);
    }
    queue.remove(oldest);
    return oldest;
  }

  order(limit: number): Int32Array {
    // The first turn of the hand evicts the unused entries, the second one the used ones.
    const queue = this.#queue;
    const first: number[] = [];
    const second: number[] = [];
    for (let id = queue.oldest; id !== NONE && first.length < limit; id = queue.younger(id))
      (this.#used[id] === 1 ? second : first).push(id);
    return Int32Array.from([...first, ...second].slice(0, limit));
  }

  save() {
    return { queue: this.#queue.save(), used: this.#used.slice() };
  }

  restore({ queue, used }: ReturnType<Clock['save']>): void {
    this.#queue.restore(queue);
    this.#used = used.slice();
  }

  resize(ids: number): void {
    this.#queue.resize(ids);
    const used = new Uint8Array(ids);
    used.set(this.#used.subarray(0, ids));
    this.#used = used;
  }
}
