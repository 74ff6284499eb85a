import { NONE, type PolicyContext } from '../policy';

/**
 * Several queues over the same ids, each id in one of them or in none, and what each holds in all. An id weighs what
 * it weighed when it entered or was last weighed: what leaves a sum is what was added. Where a cache counts entries
 * only, nothing is weighed. O(1) each, 9 bytes an id, 17 where they are weighed.
 */
export class Segments {
  #ids: number;
  readonly #count: number;
  /** Undefined where every id weighs 1. */
  readonly #weighing: ((id: number) => number) | undefined;
  #weights: Float64Array;
  /** What the ids of each segment weigh in all. */
  readonly #held: Float64Array;
  /** The segment of an id, or NONE. */
  #segments: Int8Array;
  /**
   * At 2 id the older neighbour, at 2 id + 1 the younger one, side by side, so that a move touches one cache line an id.
   * A queue is a ring that its head closes; the heads stand behind the ids: no end is a special case.
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

  /** The segment that an id is in; NONE: in none. */
  of(id: number): number {
    return this.#segments[id] as number;
  }

  /** What an id weighed when it entered or was last weighed. */
  weightOf(id: number): number {
    return this.#weighing === undefined ? 1 : (this.#weights[id] as number);
  }

  /** What an id weighs by now, in a segment or not. */
  weigh(id: number): number {
    return this.#weighing === undefined ? 1 : this.#weighing(id);
  }

  /** What the ids of a segment weigh in all. */
  held(segment: number): number {
    return this.#held[segment] as number;
  }

  /** The oldest id of a segment; NONE when it is empty. */
  oldest(segment: number): number {
    const oldest = this.#younger(this.#ids + segment);
    return oldest < this.#ids ? oldest : NONE;
  }

  /** An id that is in no segment enters one as its youngest. */
  enter(id: number, segment: number, weight = this.weigh(id)): void {
    if (this.#weighing !== undefined) this.#weights[id] = weight;
    this.#segments[id] = segment;
    this.#held[segment] = this.held(segment) + weight;
    this.#link(id, segment);
  }

  /** An id leaves its segment. */
  leave(id: number): void {
    const links = this.#links;
    const segment = this.of(id);
    const older = links[2 * id] as number;
    const younger = links[2 * id + 1] as number;
    links[2 * older + 1] = younger;
    links[2 * younger] = older;
    this.#segments[id] = NONE;
    // An empty segment holds nothing, whatever a sum of fractions was rounded to.
    this.#held[segment] = older === younger ? 0 : this.held(segment) - this.weightOf(id);
  }

  /** An id goes from its segment into another as the youngest, with the weight that it has. */
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

  /** Weighs an id anew that is in a segment. */
  reweigh(id: number): void {
    if (this.#weighing === undefined) return;
    const segment = this.of(id);
    const weight = this.#weighing(id);
    this.#held[segment] = this.held(segment) + weight - this.weightOf(id);
    this.#weights[id] = weight;
  }

  /** The first `limit` ids of these segments one after the other, each oldest first. */
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

  /** Takes more (or fewer) ids; those that are in a segment must be below the new number. */
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

/** Links in which each head is its own neighbour. */
function emptyRings(ids: number, count: number): Int32Array {
  const links = new Int32Array(2 * (ids + count));
  for (let head = ids; head < ids + count; head++) links.fill(head, 2 * head, 2 * head + 2);
  return links;
}
