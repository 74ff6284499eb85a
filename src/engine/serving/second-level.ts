import type { MemoCacheName } from '../contract/engine';
import type { FlightId } from './flight';
import type { AnyStageResult } from './stage-result';

/** A value by the name that all replicas have for it. */
export interface SharedKey {
  readonly stage: MemoCacheName;
  readonly key: number;
}

/** What a second level says of a key. */
export type Found =
  | { readonly status: 'hit'; readonly result: AnyStageResult }
  | { readonly status: 'absent' | 'unreachable' };

/**
 * A cache that several replicas share, between their memo caches and the computation. It answers later, by ticket: in
 * virtual time, or from a server.
 */
export interface SecondLevel {
  /** Asks for a value. The answer comes by `found`, at once or later, exactly once for each ticket. */
  get(key: SharedKey, ticket: FlightId, found: (ticket: FlightId, what: Found) => void): void;
  /** Offers a value that was just computed. */
  put(result: AnyStageResult): void;
  /** A fact has a new version: what was computed from an older one is out of date. */
  invalidate(fact: number, version: number): void;
}

/** No second level: every value is absent, and nothing is kept. */
export const noSecondLevel: SecondLevel = {
  get: (_key, ticket, found) => found(ticket, { status: 'absent' }),
  put: () => {},
  invalidate: () => {},
};
