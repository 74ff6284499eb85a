import type { Outcome, PageOutcome } from '../contract/engine';
import type { Made } from './made';
import type { Request } from './request';

/** How a page was answered. */
export interface Arrival {
  readonly request: Request;
  /** Undefined when there was no answer. */
  readonly page: Made<'rankings'> | undefined;
  readonly outcome: Outcome;
  readonly reason: string;
  /** What the shopper got. */
  readonly found: PageOutcome;
}
