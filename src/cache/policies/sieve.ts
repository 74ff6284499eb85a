import { z } from 'zod/mini';
import { definePolicy, NONE, type Policy } from '../policy';
import { IdQueue } from '../structures/id-queue';

/**
 * SIEVE: a FIFO queue, one visited bit an entry, one hand. The hand moves from old to young, clears the bit of visited
 * entries and evicts the first unvisited one; unlike in CLOCK, entries keep their place. Zhang et al., NSDI 2024.
 * Parameters: none. Cost: O(1) amortised a request, one byte written on a hit, 9 bytes an id.
 */
export const sieve = definePolicy({
  name: 'sieve',
  label: 'SIEVE',
  summary: 'A hand sweeps from old to young and evicts the first entry not used since its last pass.',
  needs: [],
  params: z.object({}),
  create: ({ ids }) => new Sieve(ids),
});

class Sieve implements Policy {
  readonly #queue: IdQueue;
  #visited: Uint8Array;
  /** Id at which the next sweep starts; NONE: at the oldest. */
  #hand = NONE;

  constructor(ids: number) {
    this.#queue = new IdQueue(ids);
    this.#visited = new Uint8Array(ids);
  }

  hit(id: number): void {
    this.#visited[id] = 1;
  }

  insert(id: number): void {
    this.#visited[id] = 0;
    this.#queue.add(id);
  }

  remove(id: number): void {
    if (id === this.#hand) this.#hand = this.#queue.younger(id);
    this.#queue.remove(id);
  }

  evict(): number {
    const queue = this.#queue;
    const visited = this.#visited;
    let at = this.#orOldest(this.#hand);
    for (; visited[at] === 1; at = this.#orOldest(queue.younger(at))) visited[at] = 0;
    this.#hand = queue.younger(at);
    queue.remove(at);
    return at;
  }

  order(limit: number): Int32Array {
    // Two rounds from the hand: the first evicts unvisited entries, the second visited ones.
    const first: number[] = [];
    const second: number[] = [];
    let id = this.#orOldest(this.#hand);
    for (let seen = 0; seen < this.#queue.size && first.length < limit; seen++) {
      (this.#visited[id] === 1 ? second : first).push(id);
      id = this.#orOldest(this.#queue.younger(id));
    }
    return Int32Array.from([...first, ...second].slice(0, limit));
  }

  save() {
    return { queue: this.#queue.save(), visited: this.#visited.slice(), hand: this.#hand };
  }

  restore({ queue, visited, hand }: ReturnType<Sieve['save']>): void {
    this.#queue.restore(queue);
    this.#visited = visited.slice();
    this.#hand = hand;
  }

  resize(ids: number): void {
    this.#queue.resize(ids);
    const visited = new Uint8Array(ids);
    visited.set(this.#visited.subarray(0, ids));
    this.#visited = visited;
  }

  #orOldest(id: number): number {
    return id === NONE ? this.#queue.oldest : id;
  }
}
