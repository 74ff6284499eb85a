import {
  type Judged,
  memoCacheNames,
  type ReachByCache,
  type StrategyReach,
} from '../../../../engine/contract/engine';

/** Entries of all caches. */
export function sumOf(caches: ReachByCache): { reached: number; missed: number } {
  const sum = { reached: 0, missed: 0 };
  for (const name of memoCacheNames) {
    sum.reached += caches[name].reached;
    sum.missed += caches[name].missed;
  }
  return sum;
}

export interface Shares {
  readonly reached: number;
  readonly missed: number;
  /** Of the entries reached: estimated from the audited ones; undefined when none was audited. */
  readonly needless: number | undefined;
  /** Audited share of the entries reached, 0 to 1. */
  readonly coverage: number;
}

/** Totals of what a strategy's messages reached, split by whether the entry was outdated. */
export function sharesOf(strategy: StrategyReach): Shares {
  let reached = 0;
  let missed = 0;
  for (const caches of Object.values(strategy.kinds)) {
    const sum = sumOf(caches);
    reached += sum.reached;
    missed += sum.missed;
  }
  return { reached, missed, ...needlessOf(strategy, reached) };
}

export function needlessOf(
  { judged, needless }: Judged,
  reached: number,
): Pick<Shares, 'needless' | 'coverage'> {
  return {
    needless: judged === 0 ? undefined : Math.round((reached * needless) / judged),
    coverage: reached === 0 ? 0 : judged / reached,
  };
}
