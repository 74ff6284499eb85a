import type { VirtualMs } from '../../base/units';
import type { Answer, Lease } from '../../cache/answer';
import type { MemoCacheName } from '../contract/engine';
import type { Request, RequestId } from './request';
import type { AnyStageResult, StageResult } from './stage-result';

export type FlightId = number;
export type WaitId = number;

/** What happens with a value, or without it, when a wait for it ends: data, so that a run can be saved while it waits. */
export type Then =
  /** The request gets its page. */
  | { readonly kind: 'answer' }
  /** A page's flight gets the weights of its shopper. */
  | { readonly kind: 'weights'; readonly flight: FlightId }
  /** A page's flight gets the list of one product. */
  | { readonly kind: 'similarities'; readonly flight: FlightId; readonly place: number };

/** A request, or a flight, that waits for a flight. */
export interface Wait {
  readonly id: WaitId;
  readonly flight: FlightId;
  /** The request that it is for. */
  readonly request: Request;
  /** What it asked for: under a wrong key, flights are joined that compute something else. */
  readonly key: number;
  readonly since: VirtualMs;
  readonly status: Extract<Answer<number, AnyStageResult>, { readonly lease: Lease<number> }>['status'];
  readonly reason: string;
  readonly then: Then;
}

/** A computation under way: it has the lease for one key, and names those that wait for it. */
export interface Flight {
  readonly id: FlightId;
  readonly stage: MemoCacheName;
  readonly key: number;
  readonly lease: Lease<number>;
  /** The request that is charged for it. */
  readonly request: Request;
  /** In the order in which they came. */
  readonly waits: Wait[];
  /** It renews a value behind the answers because a fact has changed. */
  renewal: boolean;
  /** Of a page: its parts, as far as they have come. */
  weights: StageResult<'weights'> | undefined;
  neighbours: (StageResult<'similarities'> | undefined)[];
  /** Parts that are still to come. */
  missing: number;
  attempts: number;
  submittedAt: VirtualMs;
  /** The value, from when its facts were read. */
  result: AnyStageResult | undefined;
}

/** Computations under way as plain data: the lease by its number, the request by its id, waits left out. */
export interface FlightsState {
  readonly last: FlightId;
  readonly flights: readonly (Omit<Flight, 'lease' | 'request' | 'waits'> & {
    readonly lease: number;
    readonly request: RequestId;
  })[];
}
