import type { Latency } from '../../base/latency';
import type { Failures } from './tier';

/**
 * What a shopper got for a page request, from the request to its end. Exclusive. right: what the database would give at
 * that moment. stale, unchecked, wrong: as for a hit of a cache, but of pages that were just computed too, since their
 * inputs can be out of date. degraded: computed without some of its inputs. failed: no answer.
 */
export const pageOutcomes = ['right', 'stale', 'unchecked', 'wrong', 'degraded', 'failed'] as const;
export type PageOutcome = (typeof pageOutcomes)[number];

/** Page requests that ended in the window, as shoppers saw them. */
export interface PageFigures {
  readonly requests: number;
  readonly counts: Readonly<Record<PageOutcome, number>>;
  /** The same since the start of the run. */
  readonly totals: Readonly<Record<PageOutcome, number>>;
  /** Of the degraded: those that were audited, and of those the wrong ones. */
  readonly degradedAudited: number;
  readonly degradedWrong: number;
  readonly failures: Failures;
  /** From the request to the answer, in virtual time. */
  readonly latency: Latency;
}
