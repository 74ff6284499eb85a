import type { VirtualMs } from '../../base/units';
import type { Outcome } from '../contract/engine';
import type { Made } from './made';
import type { RequestQueries } from './request-queries';

/** How a page was answered, and where its virtual time went. */
export interface Arrival {
  readonly page: Made<'rankings'> | undefined;
  readonly outcome: Outcome;
  readonly reason: string;
  readonly spent: Spent;
}
export interface Spent {
  startedAt: VirtualMs;
  queueMs: VirtualMs;
  computeMs: VirtualMs;
  storeMs: VirtualMs;
  queries: number;
  /** The queries of the computations that it began. */
  readonly asked: RequestQueries;
}
