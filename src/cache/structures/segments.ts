import { NONE } from '../policy';
import { IdQueue } from './id-queue';

/**
 * Several queues over the same ids, each id in one of them or in none, and what each holds in all. An id weighs what
 * it weighed when it entered or was last weighed: what leaves a sum is what was added. O(1) each, 17 bytes an id.
 */
export class Segments {
  #queues: readonly IdQueue[];
  readonly #held: Float64Array;
  #weights: Float64Array;
  /** The segment of an id, or NONE. */
  #segments: Int8Array;

  constructor(ids: number, count: number) {
    this.#queues = queuesOver(ids, count);
    this.#held = new Float64Array(count);
    this.#weights = new Float64Array(ids);
    this.#segments = new Int8Array(ids).fill(NONE);
  }

  /** The segment that an id is in; NONE: in none. */
  of(id: number): number {
    return this.#segments[id] as number;
  }

  weightOf(id: number): number {
    return this.#weights[id] as number;
  }

  /** What the ids of a segment weigh in all. */
  held(segment: number): number {
    return this.#held[segment] as number;
  }

  /** The oldest id of a segment; NONE when it is empty. */
  oldest(segment: number): number {
    return this.#queue(segment).oldest;
  }

  /** An id that is in no segment enters one as its youngest. */
  enter(id: number, segment: number, weight: number): void {
    this.#queue(segment).add(id);
    this.#segments[id] = segment;
    this.#weights[id] = weight;
    this.#held[segment] = this.held(segment) + weight;
  }

  /** An id leaves its segment. */
  leave(id: number): void {
    const segment = this.of(id);
    const queue = this.#queue(segment);
    queue.remove(id);
    this.#segments[id] = NONE;
    // An empty segment holds nothing, whatever a sum of fractions was rounded to.
    this.#held[segment] = queue.size === 0 ? 0 : this.held(segment) - this.weightOf(id);
  }

  /** Makes an id the youngest of its segment. */
  renew(id: number): void {
    this.#queue(this.of(id)).renew(id);
  }

  /** Gives an id that is in a segment another weight. */
  reweigh(id: number, weight: number): void {
    const segment = this.of(id);
    this.#held[segment] = this.held(segment) + weight - this.weightOf(id);
    this.#weights[id] = weight;
  }

  /** The first `limit` ids of these segments one after the other, each oldest first. */
  list(limit: number, segments: readonly number[]): Int32Array {
    const size = segments.reduce((sum, segment) => sum + this.#queue(segment).size, 0);
    const ids = new Int32Array(Math.min(limit, size));
    let at = 0;
    for (const segment of segments) {
      const part = this.#queue(segment).list(ids.length - at);
      ids.set(part, at);
      at += part.length;
    }
    return ids;
  }

  /** Takes more (or fewer) ids; those that are in a segment must be below the new number. */
  resize(ids: number): void {
    const weights = new Float64Array(ids);
    const segments = new Int8Array(ids).fill(NONE);
    weights.set(this.#weights.subarray(0, ids));
    segments.set(this.#segments.subarray(0, ids));
    this.#weights = weights;
    this.#segments = segments;
    const queues = queuesOver(ids, this.#queues.length);
    for (const [segment, queue] of queues.entries())
      for (const id of this.#queue(segment).list()) queue.add(id);
    this.#queues = queues;
  }

  #queue(segment: number): IdQueue {
    return this.#queues[segment] as IdQueue;
  }
}

/** Queues that share their links. */
function queuesOver(ids: number, count: number): IdQueue[] {
  const first = new IdQueue(ids);
  return [first, ...Array.from({ length: count - 1 }, () => new IdQueue(ids, first))];
}
