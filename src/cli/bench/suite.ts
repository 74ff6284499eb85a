/** One comparison: ours and theirs took turns on the same work. */
export interface Comparison {
  readonly suite: string;
  readonly name: string;
  /** What ours is held against: a library, another way of doing it, or a bound that must be kept. */
  readonly against: string;
  /** ours / theirs. */
  readonly ratio: number;
  /** What the ratio must reach: at least where `better` is higher, at most where it is lower. */
  readonly target: number;
  readonly better: 'higher' | 'lower';
  readonly rounds: number;
  /** The best of the rounds, in `unit`. */
  readonly ours: number;
  readonly theirs: number;
  readonly unit: string;
  /** Worst over best of the rounds, less 1: how far the rounds lie apart. Left out where there was one. */
  readonly spread?: { readonly ours: number; readonly theirs: number } | undefined;
}

export interface BenchOptions {
  /** Interleaved rounds of each comparison. */
  readonly rounds: number;
  /** Only comparisons whose name contains this. */
  readonly only: string | undefined;
  /** Says on standard error what is going on. */
  say(line: string): void;
}

/** A set of comparisons about one part: one file, one line in `suites.ts`. */
export interface Suite {
  readonly name: string;
  run(options: BenchOptions): AsyncIterable<Comparison>;
}

export const reached = ({ ratio, target, better }: Comparison): boolean =>
  better === 'higher' ? ratio >= target : ratio <= target;
