import type { Outcome, PageOutcome } from '../contract/engine';
import type { Request } from './request';
import type { StageResult } from './stage-result';

/** How a page was answered. */
export interface Arrival {
  readonly request: Request;
  /** Undefined when there was no answer. */
  readonly page: StageResult<'rankings'> | undefined;
  readonly outcome: Outcome;
  readonly reason: string;
  /** What the shopper got. */
  readonly found: PageOutcome;
}
