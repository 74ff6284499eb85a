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
  /** How far the worst round lies from the best, as a share of the best. Left out where there was one round. */
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

/** Between a ratio and its target. */
export const sign = ({ better }: Comparison): string => (better === 'higher' ? '≥' : '≤');

/** The values of all rounds as one comparison: best against best. */
export function compared({
  ours,
  theirs,
  ...about
}: Pick<Comparison, 'suite' | 'name' | 'against' | 'target' | 'better' | 'unit'> & {
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
}): Comparison {
  const { better } = about;
  const rounds = ours.length;
  const spread = rounds > 1 ? { ours: apart(ours, better), theirs: apart(theirs, better) } : undefined;
  const own = best(ours, better);
  const peer = best(theirs, better);
  return { ...about, ratio: own / peer, rounds, ours: own, theirs: peer, spread };
}

const best = (values: readonly number[], better: Comparison['better']): number =>
  better === 'higher' ? Math.max(...values) : Math.min(...values);

/** How far the worst lies from the best, as a share of the best. */
function apart(values: readonly number[], better: Comparison['better']): number {
  const worst = best(values, better === 'higher' ? 'lower' : 'higher');
  const top = best(values, better);
  return top === 0 ? 0 : Math.abs(worst - top) / top;
}
