import type { Lease } from '../../cache/answer';
import type { NeedlessCause, Outcome, PageOutcome } from '../contract/engine';
import type { AnyStageResult } from './stage-result';
import type { Verdict } from './verdict';

/** What an answer without some of its parts was worth. */
export type DegradedVerdict = 'right' | 'wrong' | 'unchecked';

/** Says what answers were worth. Judging changes nothing in the run. */
export interface Judge {
  /** Judges a value with which a cache answered a request for that key. */
  served(result: AnyStageResult, asked: number): Verdict;
  /** Judges a value that was just computed without some of its parts. */
  degraded(result: AnyStageResult): DegradedVerdict;
  /** Says what a shopper got with a page that ended like this; `asked` is the page's key. */
  pageOutcome(outcome: Outcome, page: AnyStageResult | undefined, asked: number): PageOutcome;
  /** A value was computed under a lease. Returns why that was needless; undefined when it was not. */
  computed(
    result: AnyStageResult,
    reason: Lease<number>['reason'],
    stored: boolean,
  ): NeedlessCause | undefined;
}
