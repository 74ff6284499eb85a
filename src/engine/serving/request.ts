import type { VirtualMs } from '../../base/units';
import { RequestQueries } from './request-queries';

/** Counts the replicas of a run, from 0. */
export type ReplicaId = number;
export type RequestId = number;

/** Where the virtual time of a request went, and what it asked of the database. */
export interface Spent {
  queueMs: VirtualMs;
  computeMs: VirtualMs;
  storeMs: VirtualMs;
  queries: number;
  /** The queries of the computations that it began. */
  readonly asked: RequestQueries;
}

/** The origin of a request: a shopper of the traffic, a person at the page, or a background refresh. */
export type Asker =
  | { readonly kind: 'shopper'; readonly shopper: number; readonly byPrice: boolean }
  | { readonly kind: 'person'; readonly ticket: number | undefined }
  | { readonly kind: 'refresh' };

/** One request for a page, from its arrival to its answer; or a background refresh, which delays no answer. */
export interface Request {
  /** Counts the requests of its replica, from 1. */
  readonly id: RequestId;
  /** The replica that answers it. */
  readonly replica: ReplicaId;
  /** The page's key. */
  readonly key: number;
  readonly asker: Asker;
  readonly startedAt: VirtualMs;
  readonly spent: Spent;
}

export const newSpent = (): Spent => ({
  queueMs: 0,
  computeMs: 0,
  storeMs: 0,
  queries: 0,
  asked: new RequestQueries(),
});

/** A request as plain data. */
export interface RequestState extends Omit<Request, 'spent'> {
  readonly spent: SpentState;
}
type SpentState = Omit<Spent, 'asked'> & { readonly asked: ReturnType<RequestQueries['save']> };

export const savedSpent = ({ asked, ...spent }: Spent): SpentState => ({ ...spent, asked: asked.save() });

export function restoredSpent({ asked, ...spent }: SpentState): Spent {
  const queries = new RequestQueries();
  queries.restore(asked);
  return { ...spent, asked: queries };
}
