/** A comparison: ours and theirs alternated on the same work. */
export interface Comparison {
  readonly suite: string;
  readonly name: string;
  /** The peer: a library, another method, or a bound. */
  readonly against: string;
  /** ours / theirs. */
  readonly ratio: number;
  /** Target of the ratio: a minimum if `better` is higher, a maximum if it is lower. */
  readonly target: number;
  readonly better: 'higher' | 'lower';
  readonly rounds: number;
  /** The best round, in `unit`. */
  readonly ours: number;
  readonly theirs: number;
  readonly unit: string;
  /** Distance of the worst round from the best, as a share of the best; undefined for a single round. */
  readonly spread?: { readonly ours: number; readonly theirs: number } | undefined;
}

export interface BenchOptions {
  /** Number of interleaved rounds of each comparison. */
  readonly rounds: number;
  /** Runs only comparisons with this text in the name. */
  readonly only: string | undefined;
  /** Reports progress on standard error. */
  say(line: string): void;
}

/** A set of comparisons of one subject: one file, one line in `suites.ts`. */
export interface Suite {
  readonly name: string;
  run(options: BenchOptions): AsyncIterable<Comparison>;
}

export const reached = ({ ratio, target, better }: Comparison): boolean =>
  better === 'higher' ? ratio >= target : ratio <= target;

/** Returns the relation between a ratio and its target. */
export const sign = ({ better }: Comparison): string => (better === 'higher' ? '≥' : '≤');

/** Combines the values of all rounds into a comparison: best against best. */
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
  const spread = rounds > 1 ? { ours: spreadOf(ours, better), theirs: spreadOf(theirs, better) } : undefined;
  const own = best(ours, better);
  const peer = best(theirs, better);
  return { ...about, ratio: own / peer, rounds, ours: own, theirs: peer, spread };
}

const best = (values: readonly number[], better: Comparison['better']): number =>
  better === 'higher' ? Math.max(...values) : Math.min(...values);

/** Returns the distance of the worst value from the best, as a share of the best. */
function spreadOf(values: readonly number[], better: Comparison['better']): number {
  const worst = best(values, better === 'higher' ? 'lower' : 'higher');
  const top = best(values, better);
  return top === 0 ? 0 : Math.abs(worst - top) / top;
}
