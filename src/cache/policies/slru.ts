import { z } from 'zod/mini';
import { param } from '../param';
import { definePolicy, NONE, type Policy, type PolicyContext } from '../policy';
import { Segments } from '../structures/segments';

/**
 * Segmented LRU: equal LRU queues, one above the other. A new entry enters the lowest with room, a hit moves an entry
 * one up, overflow moves one down and out of the lowest: an entry once used often is not evicted at once.
 * Karedla, Love and Wherry, IEEE Computer 1994; with four segments Huang et al., SOSP 2013 (S4LRU).
 * Parameters: `segments`, 4. Cost: O(segments) a request, 9 bytes an id.
 */
export const slru = definePolicy({
  name: 'slru',
  label: 'SLRU',
  summary:
    'Each use moves an entry one segment up, overflow moves down; evicts the oldest of the lowest segment.',
  needs: [],
  params: z.object({
    segments: param(
      z.int().check(z.gte(2), z.lte(16)),
      4,
      'Number of segments; they share the capacity equally.',
    ),
  }),
  create: (context, { segments }) => new Slru(context, segments),
});

class Slru implements Policy {
  readonly #segments: Segments;
  /** Segment numbers, lowest first. */
  readonly #upwards: readonly number[];
  readonly #top: number;
  /** Capacity of a segment; the lowest also takes entries that fit nowhere else. */
  #share: number;

  constructor(context: PolicyContext, count: number) {
    this.#segments = new Segments(context, count);
    this.#upwards = Array.from({ length: count }, (_, segment) => segment);
    this.#top = count - 1;
    this.#share = context.capacity / count;
  }

  hit(id: number): void {
    const segments = this.#segments;
    const segment = segments.of(id);
    segments.leave(id);
    // A hit may bring a new value. An entry larger than a segment would empty each segment that it passed.
    const weight = segments.weigh(id);
    const next = weight > this.#share ? 0 : Math.min(segment + 1, this.#top);
    segments.enter(id, next, weight);
    this.#sink(next);
  }

  insert(id: number): void {
    const weight = this.#segments.weigh(id);
    let segment = 0;
    while (segment <= this.#top && this.#segments.held(segment) + weight > this.#share) segment++;
    this.#segments.enter(id, segment > this.#top ? 0 : segment, weight);
  }

  remove(id: number): void {
    this.#segments.leave(id);
  }

  evict(): number {
    let segment = 0;
    while (this.#segments.oldest(segment) === NONE) segment++;
    const victim = this.#segments.oldest(segment);
    this.#segments.leave(victim);
    return victim;
  }

  order(limit: number): Int32Array {
    return this.#segments.list(limit, this.#upwards);
  }

  save() {
    return { segments: this.#segments.save() };
  }

  restore({ segments }: ReturnType<Slru['save']>): void {
    this.#segments.restore(segments);
  }

  resize(ids: number, capacity: number): void {
    this.#segments.resize(ids);
    this.#share = capacity / this.#upwards.length;
    this.#sink(this.#top);
  }

  /** Moves the excess of each segment, from this one down, to the next lower one, oldest first. */
  #sink(from: number): void {
    const segments = this.#segments;
    for (let segment = from; segment > 0; segment--)
      while (segments.held(segment) > this.#share) segments.move(segments.oldest(segment), segment - 1);
  }
}
