/** What is known of answers of which not all were audited. */
export interface Audited {
  /** Answers that missed a change. */
  readonly late: number;
  readonly notAudited: number;
  /** Share of the late ones that were audited, 0 to 1; undefined when there was none to audit. */
  readonly coverage: number | undefined;
  /** As counted where all were audited, else scaled up from those that were; undefined when none was. */
  readonly wrong: number | undefined;
  readonly stale: number | undefined;
}

/** Estimates how many answers were wrong from those that were audited. They are a random sample of the late ones. */
export function audited(counts: { stale: number; wrong: number; audited: number }): Audited {
  const late = counts.stale + counts.wrong;
  const notAudited = late - counts.audited;
  if (notAudited === 0)
    return { late, notAudited, coverage: late > 0 ? 1 : undefined, wrong: counts.wrong, stale: counts.stale };
  const coverage = counts.audited / late;
  if (coverage === 0) return { late, notAudited, coverage, wrong: undefined, stale: undefined };
  const wrong = counts.wrong / coverage;
  return { late, notAudited, coverage, wrong, stale: late - wrong };
}
