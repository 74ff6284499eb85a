import { NONE, type PolicyContext } from '../policy';

/**
 * Several queues over the same ids, each id in at most one, with the total weight of each queue. An id keeps the weight
 * of its entry or of its last `reweigh`, so that the amount subtracted is the amount added. In a cache bounded by entry
 * count, every weight is 1. O(1) each, 9 bytes an id, 17 with weights.
 */
export class Segments {
  #ids: number;
  readonly #count: number;
  /** Returns the weight of an id; undefined where every id weighs 1. */
  readonly #weighing: ((id: number) => number) | undefined;
  #weights: Float64Array;
  /** Total weight of each segment. */
  readonly #held: Float64Array;
  /** Segment of each id, or NONE. */
  #segments: Int8Array;
  /**
   * Older neighbour at 2 * id, younger at 2 * id + 1, adjacent, so that a move touches one CPU cache line per id.
   * A queue is a ring closed by its head; the heads are stored after the ids, so that no end is a special case.
   */
  #links: Int32Array;

  constructor({ ids, unit, weightOf }: Pick<PolicyContext, 'ids' | 'unit' | 'weightOf'>, count: number) {
    this.#ids = ids;
    this.#count = count;
    this.#weighing = unit === 'bytes' ? weightOf : undefined;
    this.#weights = new Float64Array(this.#weighing ? ids : 0);
    this.#held = new Float64Array(count);
    this.#segments = new Int8Array(ids).fill(NONE);
    this.#links = emptyRings(ids, count);
  }

  /** Returns the segment of an id; NONE if it is in no segment. */
  of(id: number): number {
    return this.#segments[id] as number;
  }

  /** Returns the recorded weight of an id. */
  weightOf(id: number): number {
    return this.#weighing === undefined ? 1 : (this.#weights[id] as number);
  }

  /** Returns the present weight of an id, in a segment or not. */
  weigh(id: number): number {
    return this.#weighing === undefined ? 1 : this.#weighing(id);
  }

  /** Returns the total weight of a segment. */
  held(segment: number): number {
    return this.#held[segment] as number;
  }

  /** Returns the oldest id of a segment; NONE when it is empty. */
  oldest(segment: number): number {
    const oldest = this.#younger(this.#ids + segment);
    return oldest < this.#ids ? oldest : NONE;
  }

  /** Adds an id that is in no segment to one, as its youngest. */
  enter(id: number, segment: number, weight = this.weigh(id)): void {
    if (this.#weighing !== undefined) this.#weights[id] = weight;
    this.#segments[id] = segment;
    this.#held[segment] = this.held(segment) + weight;
    this.#link(id, segment);
  }

  /** Removes an id from its segment. */
  leave(id: number): void {
    const links = this.#links;
    const segment = this.of(id);
    const older = links[2 * id] as number;
    const younger = links[2 * id + 1] as number;
    links[2 * older + 1] = younger;
    links[2 * younger] = older;
    this.#segments[id] = NONE;
    // The total of an empty segment is 0, whatever rounding left in the sum.
    this.#held[segment] = older === younger ? 0 : this.held(segment) - this.weightOf(id);
  }

  /** Moves an id into another segment as its youngest, with its recorded weight. */
  move(id: number, segment: number): void {
    const weight = this.weightOf(id);
    this.leave(id);
    this.enter(id, segment, weight);
  }

  /** Makes an id the youngest of its segment. */
  renew(id: number): void {
    const links = this.#links;
    const older = links[2 * id] as number;
    const younger = links[2 * id + 1] as number;
    links[2 * older + 1] = younger;
    links[2 * younger] = older;
    this.#link(id, this.of(id));
  }

  /** Updates the recorded weight of an id in a segment. */
  reweigh(id: number): void {
    if (this.#weighing === undefined) return;
    const segment = this.of(id);
    const weight = this.#weighing(id);
    this.#held[segment] = this.held(segment) + weight - this.weightOf(id);
    this.#weights[id] = weight;
  }

  /** Returns the first `limit` ids of these segments, segment by segment, each oldest first. */
  list(limit: number, segments: readonly number[]): Int32Array {
    const ids: number[] = [];
    for (const segment of segments) {
      const head = this.#ids + segment;
      let id = this.#younger(head);
      for (; id !== head && ids.length < limit; id = this.#younger(id)) ids.push(id);
    }
    return Int32Array.from(ids);
  }

  save() {
    return {
      weights: this.#weights.slice(),
      held: this.#held.slice(),
      segments: this.#segments.slice(),
      links: this.#links.slice(),
    };
  }

  restore({ weights, held, segments, links }: ReturnType<Segments['save']>): void {
    this.#ids = segments.length;
    this.#weights = weights.slice();
    this.#held.set(held);
    this.#segments = segments.slice();
    this.#links = links.slice();
  }

  /** Resizes to `ids` ids, more or fewer; every id in a segment must be below the new number. */
  resize(ids: number): void {
    const queues = Array.from(this.#held, (_, segment) => this.list(Infinity, [segment]));
    const segments = new Int8Array(ids).fill(NONE);
    segments.set(this.#segments.subarray(0, ids));
    this.#segments = segments;
    if (this.#weighing !== undefined) {
      const weights = new Float64Array(ids);
      weights.set(this.#weights.subarray(0, ids));
      this.#weights = weights;
    }
    this.#ids = ids;
    this.#links = emptyRings(ids, this.#count);
    for (const [segment, queue] of queues.entries()) for (const id of queue) this.#link(id, segment);
  }

  #younger(id: number): number {
    return this.#links[2 * id + 1] as number;
  }

  #link(id: number, segment: number): void {
    const links = this.#links;
    const head = this.#ids + segment;
    const youngest = links[2 * head] as number;
    links[2 * id] = youngest;
    links[2 * id + 1] = head;
    links[2 * youngest + 1] = id;
    links[2 * head] = id;
  }
}

/** Returns links in which each head is its own neighbour. */
function emptyRings(ids: number, count: number): Int32Array {
  const links = new Int32Array(2 * (ids + count));
  for (let head = ids; head < ids + count; head++) links.fill(head, 2 * head, 2 * head + 2);
  return links;
}
