import { z } from 'zod/mini';
import type { Random } from '../../base/random';
import { definePolicy, type Policy, type PolicyContext } from '../policy';

/**
 * Random: evicts a resident drawn uniformly. Records nothing about use, so that a hit costs nothing and no pattern of
 * requests is its worst case; in a loop it beats LRU. Belady, IBM Systems Journal 1966 ("RAND").
 * Parameters: none; the seed is the run's. Cost: O(1) a request, nothing on a hit, 8 bytes an id.
 */
export const random = definePolicy({
  name: 'random',
  label: 'Random',
  summary:
    'Evicts any entry, all with the same odds: no bookkeeping, and no pattern of requests is its worst case.',
  needs: [],
  params: z.object({}),
  create: (context) => new RandomPolicy(context),
});

class RandomPolicy implements Policy {
  readonly #random: Random;
  /** Residents, unordered, at the first `#size` positions. */
  #members: Int32Array;
  /** Position of each resident in `#members`. */
  #place: Int32Array;
  #size = 0;

  constructor({ ids, random }: PolicyContext) {
    this.#random = random;
    this.#members = new Int32Array(ids);
    this.#place = new Int32Array(ids);
  }

  hit(): void {}

  insert(id: number): void {
    this.#members[this.#size] = id;
    this.#place[id] = this.#size++;
  }

  remove(id: number): void {
    // The last member fills the gap.
    const last = this.#members[--this.#size] as number;
    const place = this.#place[id] as number;
    this.#members[place] = last;
    this.#place[last] = place;
  }

  evict(): number {
    const victim = this.#members[this.#random.int(this.#size)] as number;
    this.remove(victim);
    return victim;
  }

  save() {
    return { members: this.#members.slice(), place: this.#place.slice(), size: this.#size };
  }

  restore({ members, place, size }: ReturnType<RandomPolicy['save']>): void {
    this.#members = members.slice();
    this.#place = place.slice();
    this.#size = size;
  }

  resize(ids: number): void {
    const members = new Int32Array(ids);
    const place = new Int32Array(ids);
    members.set(this.#members.subarray(0, ids));
    place.set(this.#place.subarray(0, ids));
    this.#members = members;
    this.#place = place;
  }
}
