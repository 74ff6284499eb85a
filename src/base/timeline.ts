import type { VirtualMs } from './units';

/** The last buckets of a series: row-major, one row a column of figures, `length` values each, oldest first. */
export interface TimelineFrame {
  readonly bucketMs: number;
  /** Start of the first bucket. */
  readonly from: VirtualMs;
  readonly length: number;
  readonly values: Float64Array;
}

interface Ring {
  readonly bucketMs: number;
  readonly values: Float64Array;
  /** Number of the newest bucket: its start over bucketMs. */
  newest: number;
}

/**
 * Counts by bucket of time, at several bucket widths at once, the last `buckets` of each. Adding costs O(widths).
 * Times may come a little out of order; what is older than the oldest bucket is dropped from the series.
 */
export class Timeline {
  readonly #rings: readonly Ring[];

  constructor(
    readonly columns: number,
    widths: readonly number[],
    readonly buckets: number,
  ) {
    this.#rings = widths.map((bucketMs) => ({
      bucketMs,
      values: new Float64Array(columns * buckets),
      newest: 0,
    }));
  }

  add(at: VirtualMs, column: number, amount = 1): void {
    for (const ring of this.#rings) {
      const i = this.#place(ring, at, column);
      if (i >= 0) ring.values[i] = (ring.values[i] as number) + amount;
    }
  }

  /** As `add`, but a bucket keeps the greatest amount that came, not the sum. Amounts are above 0. */
  raise(at: VirtualMs, column: number, amount: number): void {
    for (const ring of this.#rings) {
      const i = this.#place(ring, at, column);
      if (i >= 0 && amount > (ring.values[i] as number)) ring.values[i] = amount;
    }
  }

  /** Where a moment's bucket stands; -1 when it is older than the oldest. */
  #place(ring: Ring, at: VirtualMs, column: number): number {
    const bucket = Math.floor(at / ring.bucketMs);
    if (bucket > ring.newest) this.#advance(ring, bucket);
    if (bucket <= ring.newest - this.buckets) return -1;
    return column * this.buckets + (bucket % this.buckets);
  }

  #advance(ring: Ring, to: number): void {
    const steps = Math.min(to - ring.newest, this.buckets);
    for (let step = 0; step < steps; step++) {
      const place = (to - step) % this.buckets;
      for (let column = 0; column < this.columns; column++) ring.values[column * this.buckets + place] = 0;
    }
    ring.newest = to;
  }

  /** The sum of each column over the window that one width holds up to `now`. */
  sums(bucketMs: number, now: VirtualMs): Float64Array {
    const { values } = this.#ring(bucketMs, now);
    return Float64Array.from({ length: this.columns }, (_, column) => {
      let sum = 0;
      for (let i = column * this.buckets; i < (column + 1) * this.buckets; i++) sum += values[i] as number;
      return sum;
    });
  }

  /** A copy of what one width holds up to `now`, so that it may be transferred. `bucketMs` is one of the widths. */
  frame(bucketMs: number, now: VirtualMs): TimelineFrame {
    const ring = this.#ring(bucketMs, now);
    const first = Math.max(0, ring.newest - this.buckets + 1);
    const length = ring.newest - first + 1;
    const values = new Float64Array(this.columns * length);
    for (let column = 0; column < this.columns; column++)
      for (let i = 0; i < length; i++)
        values[column * length + i] = ring.values[
          column * this.buckets + ((first + i) % this.buckets)
        ] as number;
    return { bucketMs, from: first * bucketMs, length, values };
  }

  /** The ring of one width, brought up to `now`. */
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

/** One column of a frame, as a view. */
export const frameColumn = (frame: TimelineFrame, column: number): Float64Array =>
  frame.values.subarray(column * frame.length, (column + 1) * frame.length);
