import type { HitTruth } from '../../engine/contract/engine';

/** Estimates for the hits that had missed a change, when only a sample was audited. */
export interface Audited {
  /** Hits that had missed a change. */
  readonly late: number;
  readonly unchecked: number;
  /** Audited share of the late hits, 0 to 1; undefined without late hits. */
  readonly coverage: number | undefined;
  /** Wrong hits: the count when all late hits were audited, else scaled up; undefined when none was audited. */
  readonly wrong: number | undefined;
  readonly stale: number | undefined;
}

type Counts = Readonly<Record<Exclude<HitTruth, 'fresh'> | 'hidden', number>>;

/**
 * Estimates how many hits were wrong from those that were audited, a random sample of the late ones. Hidden wrong hits
 * had missed no change; they count as they were found.
 */
export function audited({ stale, unchecked, wrong, hidden }: Counts): Audited {
  const audits = stale + wrong - hidden;
  const late = audits + unchecked;
  if (unchecked === 0) return { late, unchecked, coverage: late > 0 ? 1 : undefined, wrong, stale };
  const coverage = audits / late;
  if (coverage === 0) return { late, unchecked, coverage, wrong: undefined, stale: undefined };
  const wrongOfLate = (wrong - hidden) / coverage;
  return { late, unchecked, coverage, wrong: wrongOfLate + hidden, stale: late - wrongOfLate };
}
