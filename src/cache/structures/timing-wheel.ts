import { powerOfTwo } from '../../base/elementary/double';
import { NONE } from '../policy';

const BITS = 5;
const BUCKETS = 1 << BITS;
const LEVELS = 6;
const HORIZON = powerOfTwo(BITS * LEVELS - 1);

/**
 * Hierarchical timing wheel of the deadlines of ids (Varghese and Lauck, SOSP 1987; levels by highest differing bit, as
 * in the timers of tokio). Six levels of 32 buckets: the farther a deadline, the coarser its bucket; ids move to finer
 * buckets as the deadline approaches. O(1) to add and remove, at most five moves from adding to expiry. One bit mask
 * per level marks the occupied buckets, so that a long idle time costs no more than a short one. 12 bytes an id. An id
 * is returned by the first call at or after its deadline, at most one tick late.
 */
export class TimingWheel {
  readonly #tickMs: number;
  /** Time of tick 0 in milliseconds; advanced before ticks would exceed 31 bits. */
  #baseMs: number;
  /** Present tick: all ids of earlier ticks have been returned. */
  #tick = 0;
  /** Links within a bucket: the previous id at 2 * id, the next at 2 * id + 1. */
  #links: Int32Array;
  /** Deadline of each id, in ticks; NONE: the id is not in the wheel. */
  #due: Int32Array;
  /** First id of each bucket, of all levels. */
  readonly #heads = new Int32Array(LEVELS * BUCKETS).fill(NONE);
  readonly #occupied = new Int32Array(LEVELS);
  #size = 0;

  constructor(ids: number, nowMs: number, tickMs = 10) {
    this.#tickMs = tickMs;
    this.#baseMs = nowMs;
    this.#links = new Int32Array(2 * ids);
    this.#due = new Int32Array(ids).fill(NONE);
  }

  get size(): number {
    return this.#size;
  }

  has(id: number): boolean {
    return this.#due[id] !== NONE;
  }

  /**
   * Adds an id that is not in the wheel. Deadlines beyond the horizon (62 days at 10 ms) are returned at the horizon.
   */
  add(id: number, atMs: number): void {
    if (this.#tick >= HORIZON) this.#rebase();
    const tick = Math.ceil((atMs - this.#baseMs) / this.#tickMs);
    this.#due[id] = Math.max(this.#tick, Math.min(tick, this.#tick + HORIZON));
    this.#link(id);
    this.#size++;
  }

  /** Removes an id; does nothing if it is not in the wheel. */
  remove(id: number): void {
    if (this.#due[id] === NONE) return;
    this.#unlink(id);
    this.#due[id] = NONE;
    this.#size--;
  }

  save() {
    return {
      baseMs: this.#baseMs,
      tick: this.#tick,
      links: this.#links.slice(),
      due: this.#due.slice(),
      heads: this.#heads.slice(),
      occupied: this.#occupied.slice(),
      size: this.#size,
    };
  }

  restore({ baseMs, tick, links, due, heads, occupied, size }: ReturnType<TimingWheel['save']>): void {
    this.#baseMs = baseMs;
    this.#tick = tick;
    this.#links = links.slice();
    this.#due = due.slice();
    this.#heads.set(heads);
    this.#occupied.set(occupied);
    this.#size = size;
  }

  resize(ids: number): void {
    const links = new Int32Array(2 * ids);
    links.set(this.#links.subarray(0, 2 * ids));
    const due = new Int32Array(ids).fill(NONE);
    due.set(this.#due.subarray(0, ids));
    this.#links = links;
    this.#due = due;
  }

  /**
   * Removes and returns the next id whose deadline has passed; NONE when there is none or when `work` is used up: the
   * next call returns the rest. `work.left` falls by one for each id moved or returned.
   */
  next(nowMs: number, work: { left: number }): number {
    const target = Math.floor((nowMs - this.#baseMs) / this.#tickMs);
    while (work.left > 0) {
      const bucket = this.#size === 0 ? NONE : this.#nextBucket(target);
      if (bucket === NONE) {
        this.#moveTo(target);
        return NONE;
      }
      const id = this.#heads[bucket] as number;
      work.left--;
      this.#unlink(id);
      if ((this.#due[id] as number) <= this.#tick) {
        this.#due[id] = NONE;
        this.#size--;
        return id;
      }
      this.#link(id);
    }
    return NONE;
  }

  /**
   * Returns the occupied bucket with the earliest start, if at or before `target`, and advances the wheel to that
   * start. Of two with the same start the coarser is first: it may hold ids that belong in the finer one.
   */
  #nextBucket(target: number): number {
    let first = NONE;
    let earliest = target;
    for (let level = 0; level < LEVELS; level++) {
      const shift = level * BITS;
      const here = (this.#tick >>> shift) & (BUCKETS - 1);
      // Buckets before `here` are empty: the level of an id is that of the highest bit in which its tick is later than
      // now.
      const ahead = (this.#occupied[level] as number) >>> here;
      if (ahead === 0) continue;
      const steps = 31 - Math.clz32(ahead & -ahead);
      const start = ((this.#tick >>> shift) + steps) * powerOfTwo(shift);
      if (start > earliest) continue;
      earliest = start;
      first = level * BUCKETS + here + steps;
    }
    if (first !== NONE && earliest > this.#tick) this.#tick = earliest;
    return first;
  }

  /** Advances the wheel to `target`, up to which nothing is due. */
  #moveTo(target: number): void {
    if (target > this.#tick) this.#tick = target;
    if (this.#tick >= HORIZON) this.#rebase();
  }

  /** Restarts the tick count from now, once in some weeks. */
  #rebase(): void {
    const by = this.#tick;
    this.#baseMs += by * this.#tickMs;
    this.#tick = 0;
    this.#heads.fill(NONE);
    this.#occupied.fill(0);
    for (let id = 0; id < this.#due.length; id++) {
      if (this.#due[id] === NONE) continue;
      this.#due[id] = Math.max(0, (this.#due[id] as number) - by);
      this.#link(id);
    }
  }

  #bucketOf(due: number): number {
    const differing = (this.#tick ^ due) >>> 0;
    const level = differing < BUCKETS ? 0 : Math.floor((31 - Math.clz32(differing)) / BITS);
    return level * BUCKETS + ((due >>> (level * BITS)) & (BUCKETS - 1));
  }

  #link(id: number): void {
    const bucket = this.#bucketOf(this.#due[id] as number);
    const links = this.#links;
    const first = this.#heads[bucket] as number;
    links[2 * id] = ~bucket; // negative: the first id, after the head of this bucket
    links[2 * id + 1] = first;
    if (first !== NONE) links[2 * first] = id;
    else this.#occupied[bucket >> BITS] = (this.#occupied[bucket >> BITS] as number) | (1 << (bucket & 31));
    this.#heads[bucket] = id;
  }

  #unlink(id: number): void {
    const links = this.#links;
    const before = links[2 * id] as number;
    const after = links[2 * id + 1] as number;
    if (after !== NONE) links[2 * after] = before;
    if (before >= 0) {
      links[2 * before + 1] = after;
      return;
    }
    const bucket = ~before;
    this.#heads[bucket] = after;
    if (after === NONE)
      this.#occupied[bucket >> BITS] = (this.#occupied[bucket >> BITS] as number) & ~(1 << (bucket & 31));
  }
}
