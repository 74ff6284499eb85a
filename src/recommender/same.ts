import type { RankedPage, Scored, Weights } from './contract';

/** Scores closer than this are the same. */
export const SCORE_TOLERANCE = 1e-6;

const sameNumbers = (a: ArrayLike<number>, b: ArrayLike<number>, tolerance = 0): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++)
    if (Math.abs((a[i] as number) - (b[i] as number)) > tolerance) return false;
  return true;
};

/** Returns whether two values of a stage are the same: ordered ids, prices, reasons, and scores to 1e-6. */
export const same = {
  similarities: (a: Scored, b: Scored): boolean =>
    sameNumbers(a.ids, b.ids) && sameNumbers(a.scores, b.scores, SCORE_TOLERANCE),
  weights: (a: Weights, b: Weights): boolean =>
    same.similarities(a.categories, b.categories) &&
    same.similarities(a.recent, b.recent) &&
    a.thrift === b.thrift &&
    same.similarities(a.due, b.due) &&
    sameNumbers(a.due.everyDays, b.due.everyDays) &&
    a.prices.usualCents === b.prices.usualCents &&
    a.prices.dearestCents === b.prices.dearestCents &&
    sameNumbers(a.prices.likely, b.prices.likely, SCORE_TOLERANCE),
  rankings: (a: RankedPage, b: RankedPage): boolean =>
    sameNumbers(a.ids, b.ids) &&
    sameNumbers(a.priceCents, b.priceCents) &&
    sameNumbers(a.scores, b.scores, SCORE_TOLERANCE) &&
    sameNumbers(a.reasons.kind, b.reasons.kind) &&
    sameNumbers(a.reasons.about, b.reasons.about),
};
