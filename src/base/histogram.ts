import { highWord, powerOfTwo, withHighWord } from './elementary/double';
import { exp2 } from './elementary/exp';
import type { Saved } from './saved';

/**
 * Histograms of durations with bins of about 9 % width, from 0.01 to about 10 million: 8 bins for each doubling, as in
 * HdrHistogram (Tene), so that percentiles of any range cost the same memory. Bin 0 holds smaller values.
 */
const LEAST = 0.01;
const PER_DOUBLING = 8;
const DOUBLINGS = 30;
export const HISTOGRAM_BINS = 1 + PER_DOUBLING * DOUBLINGS;
/** Lower edges of the bins from 1 to 2. */
const EDGES = Float64Array.from({ length: PER_DOUBLING }, (_, step) => exp2(step / PER_DOUBLING));

/** Returns the bin of a duration. Too small ones fall into the first, too large ones into the last. */
export function binOf(value: number): number {
  if (!(value >= LEAST)) return 0;
  const scaled = value / LEAST;
  const high = highWord(scaled);
  const doubling = (high >> 20) - 1023;
  if (doubling >= DOUBLINGS) return HISTOGRAM_BINS - 1;
  const mantissa = withHighWord(scaled, (high & 0xfffff) | 0x3ff00000);
  let step = 0;
  for (let half = PER_DOUBLING >> 1; half > 0; half >>= 1)
    if (mantissa >= (EDGES[step + half] as number)) step += half;
  return 1 + doubling * PER_DOUBLING + step;
}

/** Returns the middle of a bin; 0 for the first. */
export const middleOf = (bin: number): number => (bin === 0 ? 0 : LEAST * exp2((bin - 0.5) / PER_DOUBLING));

/** Merges counted bins into ranges that each end at twice their start; `from` of the first is 0. */
export function doublings(
  counts: ArrayLike<number>,
): { readonly from: number; readonly to: number; readonly count: number }[] {
  const below = { from: 0, to: LEAST, count: counts[0] as number };
  const ranges = Array.from({ length: DOUBLINGS }, (_, i) => {
    let count = 0;
    for (let bin = 0; bin < PER_DOUBLING; bin++) count += counts[1 + i * PER_DOUBLING + bin] as number;
    return { from: LEAST * powerOfTwo(i), to: LEAST * powerOfTwo(i + 1), count };
  });
  return [below, ...ranges];
}

/** Durations counted by bin, and the longest one. */
export class Histogram implements Saved<ReturnType<Histogram['save']>> {
  readonly counts = new Float64Array(HISTOGRAM_BINS);
  /** Longest duration; 0 without durations. */
  longest = 0;

  add(value: number): void {
    const bin = binOf(value);
    this.counts[bin] = (this.counts[bin] as number) + 1;
    if (value > this.longest) this.longest = value;
  }

  save() {
    return { counts: this.counts.slice(), longest: this.longest };
  }

  restore({ counts, longest }: { readonly counts: Float64Array; readonly longest: number }): void {
    this.counts.set(counts);
    this.longest = longest;
  }
}

/** Percentiles of counted bins, each exact to within half a bin. */
export class Percentiles {
  readonly count: number;

  constructor(private readonly counts: ArrayLike<number>) {
    let count = 0;
    for (let bin = 0; bin < counts.length; bin++) count += counts[bin] as number;
    this.count = count;
  }

  /** Returns the value that a `share` (0 to 1) of all values is at or below; 0 when there are none. */
  at = (share: number): number => this.atRank(Math.max(1, Math.ceil(share * this.count)));

  /** Returns the value that `rank` values are at or below; 0 when there are fewer. @param rank from 1. */
  atRank(rank: number): number {
    if (rank > this.count) return 0;
    let left = rank;
    for (let bin = 0; bin < this.counts.length; bin++) {
      left -= this.counts[bin] as number;
      if (left <= 0) return middleOf(bin);
    }
    return 0;
  }
}
