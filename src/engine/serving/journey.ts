import type { Saved } from '../../base/saved';
import type { VirtualMs } from '../../base/units';
import type { Served } from '../../cache/answer';
import type { Asking, Memo } from '../../cache/memo';
import type { FailureReason, MemoCacheName } from '../contract/engine';
import type { Events } from '../time/events';
import type { Arrival } from './arrival';
import type { Worker } from './cores';
import type { Flight, FlightsState, Then, Wait, WaitId } from './flight';
import { type End, type FlightParts, withoutParts } from './flight-parts';
import { Flights } from './flights';
import type { Hop } from './observer';
import {
  newSpent,
  type Request,
  type RequestId,
  type RequestState,
  restoredSpent,
  savedSpent,
} from './request';
import type { AnyStageResult, StageResult } from './stage-result';

/** What one request's way leads through. */
export interface JourneyParts extends FlightParts {
  /** A request has ended: its asker gets the answer. */
  readonly arrived: (arrival: Arrival) => void;
}

interface JourneyState {
  readonly lastRequest: RequestId;
  readonly lastWait: WaitId;
  /** Those that a flight or a wait names. */
  readonly requests: readonly RequestState[];
  readonly flights: FlightsState;
  readonly waits: readonly (Omit<Wait, 'request'> & { readonly request: RequestId })[];
  readonly random: ReturnType<JourneyParts['random']['save']>;
}

/**
 * One request through cache, compute and database, in one replica and in virtual time. Read `answer` first: it is the
 * whole way. Each of the three stages is asked of its memo cache. What is not there is computed on a core, by one
 * flight, and everything that waits for the flight goes on when it has ended. All that is under way is data.
 */
export class Journey implements Saved<JourneyState> {
  /** What the journey's events do. */
  readonly handlers: {
    readonly [K in 'retry' | 'soft limit' | 'hard limit']: (about: Events[K]) => void;
  } = {
    retry: ({ flight }) => this.#flights.submit(this.#flights.of(flight)),
    'soft limit': ({ wait }) => this.#late(wait),
    'hard limit': ({ wait }) => this.#tooLate(wait),
  };
  readonly #flights: Flights;
  readonly #waits = new Map<WaitId, Wait>();
  #lastRequest: RequestId = 0;
  #lastWait: WaitId = 0;

  constructor(private readonly parts: JourneyParts) {
    this.#flights = new Flights(parts, {
      obtain: (stage, key, request, then, how) => this.#obtain(stage, key, request, then, how),
      settle: (flight, wait, end) => this.#settle(flight, wait, end),
    });
  }

  /** What a core does with a flight. */
  get worker(): Worker {
    return this.#flights.worker;
  }

  /** Somebody asks for a page. The answer comes by `arrived`, at its virtual moment. */
  answer(key: number, asker: Request['asker']): void {
    const request = this.#newRequest(key, asker);
    this.parts.observer.began(request);
    this.#obtain('rankings', key, request, { kind: 'answer' });
  }

  /** Recomputes a value behind the answers; the old one is served until then. */
  renew(stage: MemoCacheName, key: number): void {
    const flight = this.#flights.begin(
      stage,
      key,
      this.#memo(stage).renew(key),
      this.#newRequest(key, backgroundRefresh),
    );
    flight.renewal = true;
    this.#flights.make(flight);
  }

  /**
   * Asks a memo cache. A hit answers at once, and may have to be renewed behind the answer. A miss begins a flight; an
   * equal one under way is joined. A failure that is remembered is not tried again.
   */
  #obtain(stage: MemoCacheName, key: number, request: Request, then: Then, how: Asking = {}): void {
    const answer = this.#memo(stage).ask(key, how);
    switch (answer.status) {
      case 'hit':
      case 'stale': {
        this.#serve(stage, key, request, then, answer, this.parts.clock.now);
        const { refresh } = answer;
        if (refresh)
          this.#flights.make(
            this.#flights.begin(stage, key, refresh, this.#newRequest(key, backgroundRefresh)),
          );
        return;
      }
      case 'failed':
        this.#fail({ request, cache: stage, key, since: this.parts.clock.now, reason: 'remembered' }, then);
        return;
      case 'coalesced':
        this.#wait(this.#flights.forLease(answer.lease), key, request, answer, then);
        return;
      case 'miss': {
        const flight = this.#flights.begin(stage, key, answer.lease, request);
        this.#wait(flight, key, request, answer, then);
        this.#flights.send(flight);
      }
    }
  }

  /** Registers a wait for a flight, within the time limits that are set. */
  #wait(
    flight: Flight,
    key: number,
    request: Request,
    { status, reason }: Pick<Wait, 'status' | 'reason'>,
    then: Then,
  ): void {
    const { clock, settings, replica } = this.parts;
    const id = ++this.#lastWait;
    const wait: Wait = { id, flight: flight.id, request, key, since: clock.now, status, reason, then };
    flight.waits.push(wait);
    this.#waits.set(id, wait);
    const { softLimit, hardLimit } = settings();
    if (softLimit !== 'off') clock.after(softLimit, 'soft limit', { replica, wait: id });
    if (hardLimit !== 'off') clock.after(hardLimit, 'hard limit', { replica, wait: id });
  }

  /** The soft limit of a wait has passed: an older value ends it, if there is one. */
  #late(id: WaitId): void {
    const wait = this.#waits.get(id);
    if (!wait) return;
    const flight = this.#flights.of(wait.flight);
    const instead = this.#memo(flight.stage).late(flight.lease);
    if (instead) this.#settle(flight, wait, { instead });
  }

  /** The hard limit of a wait has passed: it ends without a value, and the next request begins another flight. */
  #tooLate(id: WaitId): void {
    const wait = this.#waits.get(id);
    if (!wait) return;
    const flight = this.#flights.of(wait.flight);
    this.#memo(flight.stage).abandon(flight.lease);
    this.#settle(flight, wait, { failed: 'timeout' });
  }

  /** Ends a wait: what it was for goes on. */
  #settle(flight: Flight, wait: Wait, end: End): void {
    // It may have ended before, at a time limit.
    if (!this.#waits.delete(wait.id)) return;
    const { request, key, since, then } = wait;
    const cache = flight.stage;
    if ('instead' in end) this.#serve(cache, key, request, then, end.instead, since, flight);
    else if ('failed' in end) this.#fail({ request, cache, key, since, flight, reason: end.failed }, then);
    else {
      const { result } = end;
      const isWhole = result.missingParts === 0;
      const outcome = isWhole ? wait.status : 'degraded';
      const reason = isWhole ? wait.reason : withoutParts(result.missingParts);
      const degraded = isWhole ? undefined : this.parts.judge.degraded(result);
      this.#end({ request, cache, key, outcome, reason, since, result, flight, degraded }, then);
    }
  }

  /** Hands out a value that was held, judged by what it is worth. */
  #serve(
    cache: MemoCacheName,
    key: number,
    request: Request,
    then: Then,
    { value: result, slot, status, reason }: Served<number, AnyStageResult>,
    since: VirtualMs,
    flight?: Flight,
  ): void {
    const verdict = this.parts.judge.served(result, key);
    const hit = { slot, late: status === 'stale', verdict };
    this.#end({ request, cache, key, outcome: verdict.truth, reason, since, result, hit, flight }, then);
  }

  /** Ends a lookup without a value. */
  #fail(hop: Omit<Hop, 'outcome' | 'reason'> & { readonly reason: FailureReason }, then: Then): void {
    this.#end({ ...hop, outcome: 'error' }, then);
  }

  /** Ends a lookup. What it was for goes on, with its value or without. */
  #end(hop: Hop, then: Then): void {
    const { request, outcome, reason } = hop;
    this.parts.observer.hop(hop);
    switch (then.kind) {
      case 'answer': {
        const page = hop.result as StageResult<'rankings'> | undefined;
        const found = this.parts.judge.pageOutcome(outcome, page, request.key);
        const arrival: Arrival = { request, page, outcome, reason, found };
        this.parts.observer.ended(arrival);
        this.parts.arrived(arrival);
        return;
      }
      case 'weights':
        this.#flights.gather(this.#flights.of(then.flight), hop.result as StageResult<'weights'> | undefined);
        return;
      case 'similarities': {
        const list = hop.result as StageResult<'similarities'> | undefined;
        this.#flights.part(this.#flights.of(then.flight), then.place, list);
      }
    }
  }

  save(): JourneyState {
    const requests = new Map<RequestId, RequestState>();
    const note = ({ spent, ...request }: Request) => {
      if (!requests.has(request.id)) requests.set(request.id, { ...request, spent: savedSpent(spent) });
      return request.id;
    };
    this.#flights.forEach(({ request }) => {
      note(request);
    });
    const waits = Array.from(this.#waits.values(), (wait) => ({ ...wait, request: note(wait.request) }));
    return {
      lastRequest: this.#lastRequest,
      lastWait: this.#lastWait,
      requests: [...requests.values()],
      flights: this.#flights.save(),
      waits,
      random: this.parts.random.save(),
    };
  }

  /** The memos must have been restored before. */
  restore({ lastRequest, lastWait, requests, flights, waits, random }: JourneyState): void {
    this.#lastRequest = lastRequest;
    this.#lastWait = lastWait;
    this.parts.random.restore(random);
    const byId = new Map(
      requests.map((state) => [state.id, { ...state, spent: restoredSpent(state.spent) }]),
    );
    this.#flights.restore(flights, byId);
    this.#waits.clear();
    for (const state of waits) {
      const wait: Wait = { ...state, request: byId.get(state.request) as Request };
      this.#waits.set(wait.id, wait);
      this.#flights.of(wait.flight).waits.push(wait);
    }
  }

  #newRequest(key: number, asker: Request['asker']): Request {
    const { clock, replica } = this.parts;
    return { id: ++this.#lastRequest, replica, key, asker, startedAt: clock.now, spent: newSpent() };
  }

  /** A stage's memo cache, for code that serves all stages alike. */
  #memo(stage: MemoCacheName): Memo<number, AnyStageResult> {
    return this.parts.memos[stage] as Memo<number, AnyStageResult>;
  }
}

const backgroundRefresh = { kind: 'refresh' } as const;
