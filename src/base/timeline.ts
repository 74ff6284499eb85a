import type { Saved } from './saved';
import type { VirtualMs } from './units';

/** Last buckets of a series: row-major, one row per figure, `length` values each, oldest first. */
export interface TimelineFrame {
  readonly bucketMs: number;
  /** Start of the first bucket. */
  readonly from: VirtualMs;
  readonly length: number;
  readonly values: Float64Array;
}

interface Ring {
  readonly bucketMs: number;
  /** Where its values begin: one row per bucket, so that amounts added at one time are adjacent. */
  readonly start: number;
  /** Number of the newest bucket: its start divided by bucketMs. */
  newest: number;
}

/** What one width holds, without its zeros: most bins of a histogram are empty. */
interface RingState {
  readonly newest: number;
  readonly places: Uint32Array;
  readonly values: Float64Array;
}

/**
 * Counts by bucket of time, at several bucket widths at once, the last `buckets` of each. Adding costs O(widths).
 * Times may be slightly out of order; amounts older than the oldest bucket are dropped from the series.
 */
export class Timeline implements Saved<readonly RingState[]> {
  readonly #rings: readonly Ring[];
  /** The values of all widths, one ring after the other. */
  readonly #values: Float64Array;
  /** By width: where the row of the present interval begins; -1 when its bucket is older than the oldest. */
  readonly #rows: Int32Array;
  /** Interval, start inclusive and end exclusive, for which the rows are valid. */
  #from = 0;
  #to = 0;

  constructor(
    readonly columns: number,
    widths: readonly number[],
    readonly buckets: number,
  ) {
    const size = columns * buckets;
    this.#rings = widths.map((bucketMs, i) => ({ bucketMs, start: i * size, newest: 0 }));
    this.#values = new Float64Array(widths.length * size);
    this.#rows = new Int32Array(widths.length);
  }

  add(at: VirtualMs, column: number, amount = 1): void {
    if (at < this.#from || at >= this.#to) this.#turnTo(at);
    const [rows, values] = [this.#rows, this.#values];
    for (let width = 0; width < rows.length; width++) {
      const row = rows[width] as number;
      if (row >= 0) values[row + column] = (values[row + column] as number) + amount;
    }
  }

  /** Records an amount like `add`, but a bucket keeps the greatest amount, not the sum. Amounts are above 0. */
  raise(at: VirtualMs, column: number, amount: number): void {
    if (at < this.#from || at >= this.#to) this.#turnTo(at);
    const [rows, values] = [this.#rows, this.#values];
    for (const row of rows)
      if (row >= 0 && amount > (values[row + column] as number)) values[row + column] = amount;
  }

  /** Finds each width's row for a time, and the interval for which these rows are valid. */
  #turnTo(at: VirtualMs): void {
    let [from, to] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    this.#rings.forEach((ring, width) => {
      const bucket = Math.floor(at / ring.bucketMs);
      if (bucket > ring.newest) this.#advance(ring, bucket);
      this.#rows[width] = bucket <= ring.newest - this.buckets ? -1 : this.#rowOf(ring, bucket);
      from = Math.max(from, bucket * ring.bucketMs);
      to = Math.min(to, (bucket + 1) * ring.bucketMs);
    });
    [this.#from, this.#to] = [from, to];
  }

  /** Returns where the row of a bucket begins. */
  #rowOf({ start }: Ring, bucket: number): number {
    return start + (bucket % this.buckets) * this.columns;
  }

  #advance(ring: Ring, to: number): void {
    const steps = Math.min(to - ring.newest, this.buckets);
    for (let step = 0; step < steps; step++) {
      const row = this.#rowOf(ring, to - step);
      this.#values.fill(0, row, row + this.columns);
    }
    ring.newest = to;
    // The rows found earlier may now belong to other buckets.
    this.#to = this.#from;
  }

  /** Returns the sum of each column over the window of one width up to `now`. */
  sums(bucketMs: number, now: VirtualMs): Float64Array {
    const values = this.#valuesOf(this.#ring(bucketMs, now));
    const sums = new Float64Array(this.columns);
    for (let row = 0; row < values.length; row += this.columns)
      for (let column = 0; column < this.columns; column++)
        sums[column] = (sums[column] as number) + (values[row + column] as number);
    return sums;
  }

  /** Returns a transferable copy of the buckets of one width up to `now`. Throws if `bucketMs` is not a width. */
  frame(bucketMs: number, now: VirtualMs): TimelineFrame {
    const ring = this.#ring(bucketMs, now);
    const first = Math.max(0, ring.newest - this.buckets + 1);
    const length = ring.newest - first + 1;
    const values = new Float64Array(this.columns * length);
    for (let i = 0; i < length; i++) {
      const row = this.#rowOf(ring, first + i);
      for (let column = 0; column < this.columns; column++)
        values[column * length + i] = this.#values[row + column] as number;
    }
    return { bucketMs, from: first * bucketMs, length, values };
  }

  save(): readonly RingState[] {
    return this.#rings.map((ring) => {
      const { newest } = ring;
      const values = this.#valuesOf(ring);
      let filled = 0;
      for (let i = 0; i < values.length; i++) if (values[i] !== 0) filled++;
      const state = { newest, places: new Uint32Array(filled), values: new Float64Array(filled) };
      for (let i = 0, at = 0; at < filled; i++) {
        if (values[i] === 0) continue;
        state.places[at] = i;
        state.values[at++] = values[i] as number;
      }
      return state;
    });
  }

  /** The state must be of a timeline of the same columns, widths and buckets. */
  restore(state: readonly RingState[]): void {
    this.#rings.forEach((ring, width) => {
      const { newest, places, values } = state[width] as RingState;
      const into = this.#valuesOf(ring);
      ring.newest = newest;
      into.fill(0);
      places.forEach((place, i) => {
        into[place] = values[i] as number;
      });
    });
    // Which rows are right is found again at the next moment.
    this.#to = this.#from;
  }

  /** Returns the values of one width, as a view. */
  #valuesOf({ start }: Ring): Float64Array {
    return this.#values.subarray(start, start + this.columns * this.buckets);
  }

  /** Returns the ring of one width, advanced to `now`. */
  #ring(bucketMs: number, now: VirtualMs): Ring {
    const ring = this.#rings.find((one) => one.bucketMs === bucketMs);
    if (!ring)
      throw new Error(
        `No series of ${bucketMs} ms buckets, only of ${this.#rings.map((one) => one.bucketMs)}`,
      );
    const newest = Math.floor(now / bucketMs);
    if (newest > ring.newest) this.#advance(ring, newest);
    return ring;
  }
}

/** Returns one column of a frame, as a view. */
export const frameColumn = (frame: TimelineFrame, column: number): Float64Array =>
  frame.values.subarray(column * frame.length, (column + 1) * frame.length);
