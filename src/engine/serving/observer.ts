import type { VirtualMs } from '../../base/units';
import type { Removal } from '../../cache/answer';
import type { QueryUse } from '../../store/query-meter';
import type { MemoCacheName, NeedlessCause, Outcome } from '../contract/engine';
import type { Arrival } from './arrival';
import type { Flight } from './flight';
import type { DegradedVerdict } from './judge';
import type { ReplicaId, Request } from './request';
import type { AnyStageResult } from './stage-result';
import type { StageInputs } from './stage-runner';
import type { Verdict } from './verdict';

/** One lookup of a memo cache that has ended, for a request, in the request's replica. */
export interface Hop {
  readonly request: Request;
  readonly cache: MemoCacheName;
  readonly key: number;
  readonly outcome: Outcome;
  readonly reason: string;
  /** When the lookup began. It ends now. */
  readonly since: VirtualMs;
  /** The value that it gave; left out when it gave none. */
  readonly result?: AnyStageResult;
  /** Where the value was held, and what it was worth; left out when the cache did not hold it. */
  readonly hit?: {
    /** -1 for a value without an entry. */
    readonly slot: number;
    /** It had expired, and stale answers were accepted. */
    readonly late: boolean;
    readonly verdict: Verdict;
  };
  /** What it was worth, if it was just computed without some of its parts. */
  readonly degraded?: DegradedVerdict | undefined;
  /** The flight that it waited for. */
  readonly flight?: Flight | undefined;
}

/**
 * Steps of a computation, in their order. A failed attempt that is retried goes from `off the core` to `queued` again.
 * begun: gathers its parts. queued: waits for a core. on a core: has read its facts. off the core: its time is over.
 */
export type FlightStep = 'begun' | 'queued' | 'on a core' | 'off the core' | 'ended';

/** A computation on the books. */
export interface Execution {
  readonly result: AnyStageResult;
  /** Of these it was made: with them the same can be computed once more. */
  readonly from: StageInputs;
  readonly queries: number;
  readonly work: number;
  /** The same queries by statement. */
  readonly uses: readonly QueryUse[];
  /** Of the virtual time that it costs: the part for its queries. */
  readonly storeMs: VirtualMs;
}

/**
 * The events of the serving path, for its observers: figures, audit, probes, harms, log, request traces. To watch changes
 * no counter but one's own, no cache, no virtual time, and draws no random number of the run.
 */
export interface Observer {
  /** A request for a page begins. */
  began(request: Request): void;
  /** A lookup of a memo cache has ended. */
  hop(hop: Hop): void;
  /** A computation has come to a step. `on a core` follows the `computed` of the same result. */
  flight(flight: Flight, step: FlightStep): void;
  /** A stage was computed. */
  computed(execution: Execution): void;
  /** A computation that failed is tried again. */
  retried(cache: MemoCacheName): void;
  /** A computed value is stored in its cache; `outdated`: what it was made from has been invalidated meanwhile. */
  stored(result: AnyStageResult, outdated: boolean): void;
  /** or is not. */
  refused(result: AnyStageResult, reason: string): void;
  /** A value was computed that shows the same as the one before it. */
  needless(result: AnyStageResult, cause: NeedlessCause): void;
  /** A value has entered its cache in a replica. */
  admitted(cache: MemoCacheName, slot: number, replica: ReplicaId): void;
  /** A value has left its cache. */
  left(result: AnyStageResult, why: Removal): void;
  /** A request for a page has ended, with a page or without. */
  ended(arrival: Arrival): void;
}

type EventName = keyof Observer;

/** All observers as one. An event without observers costs a check of the length of a list. */
export class Observers implements Observer {
  readonly #lists: { readonly [M in EventName]: Observer[M][] } = {
    began: [],
    hop: [],
    flight: [],
    computed: [],
    retried: [],
    stored: [],
    refused: [],
    needless: [],
    admitted: [],
    left: [],
    ended: [],
  };

  /** Adds an observer of some events, after those that are there. Returns what removes it; not from within an event. */
  add(observer: Partial<Observer>): () => void {
    const removals = (Object.keys(this.#lists) as EventName[]).map((event) => {
      const notify = observer[event]?.bind(observer);
      const list = this.#lists[event] as (typeof notify)[];
      if (notify) list.push(notify);
      return () => notify && list.splice(list.indexOf(notify), 1);
    });
    return () => {
      for (const remove of removals) remove();
    };
  }

  began(request: Request): void {
    for (const notify of this.#lists.began) notify(request);
  }
  hop(hop: Hop): void {
    for (const notify of this.#lists.hop) notify(hop);
  }
  flight(flight: Flight, step: FlightStep): void {
    for (const notify of this.#lists.flight) notify(flight, step);
  }
  computed(execution: Execution): void {
    for (const notify of this.#lists.computed) notify(execution);
  }
  retried(cache: MemoCacheName): void {
    for (const notify of this.#lists.retried) notify(cache);
  }
  stored(result: AnyStageResult, outdated: boolean): void {
    for (const notify of this.#lists.stored) notify(result, outdated);
  }
  refused(result: AnyStageResult, reason: string): void {
    for (const notify of this.#lists.refused) notify(result, reason);
  }
  needless(result: AnyStageResult, cause: NeedlessCause): void {
    for (const notify of this.#lists.needless) notify(result, cause);
  }
  admitted(cache: MemoCacheName, slot: number, replica: ReplicaId): void {
    for (const notify of this.#lists.admitted) notify(cache, slot, replica);
  }
  left(result: AnyStageResult, why: Removal): void {
    for (const notify of this.#lists.left) notify(result, why);
  }
  ended(arrival: Arrival): void {
    for (const notify of this.#lists.ended) notify(arrival);
  }
}
