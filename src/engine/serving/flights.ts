import type { Saved } from '../../base/saved';
import type { Lease } from '../../cache/answer';
import type { About, Asking, Memo } from '../../cache/memo';
import { backoff } from '../../cache/protections/retry-budget';
import type { FailureReason, MemoCacheName } from '../contract/engine';
import type { Worker } from './cores';
import { timeOf } from './cost';
import { type FactsRead, factsOf } from './facts-read';
import type { Flight, FlightId, FlightsState, Then } from './flight';
import { type End, type FlightHost, type FlightParts, withoutParts } from './flight-parts';
import { RETRY_BACKOFF_MS } from './protections';
import type { Request, RequestId } from './request';
import type { Found } from './second-level';
import type { AnyStageResult, StageResult } from './stage-result';
import type { StageInputs } from './stage-runner';
import { asksStore, neighboursOf } from './stages';

/**
 * The computations under way in one replica. A flight gathers its parts, waits for a core, reads the facts as they are
 * then, holds the core for as long as the work takes, and stores its value; those that wait for it go on then.
 */
export class Flights implements Saved<FlightsState> {
  /** What a core does with a flight. */
  readonly worker: Worker = {
    begin: (id) => this.#compute(this.of(id)),
    end: (id) => this.#computed(this.of(id)),
  };
  readonly #flights = new Map<FlightId, Flight>();
  readonly #byLease = new Map<Lease<number>, Flight>();
  #last: FlightId = 0;

  constructor(
    private readonly parts: FlightParts,
    private readonly host: FlightHost,
  ) {}

  /** Opens a flight for the lease of a key; `request` is charged for it. */
  begin(stage: MemoCacheName, key: number, lease: Lease<number>, request: Request): Flight {
    const flight: Flight = {
      id: ++this.#last,
      stage,
      key,
      lease,
      request,
      waits: [],
      renewal: false,
      weights: undefined,
      neighbours: [],
      missing: 0,
      attempts: 0,
      submittedAt: 0,
      result: undefined,
    };
    this.#flights.set(flight.id, flight);
    this.#byLease.set(lease, flight);
    this.parts.observer.flight(flight, 'begun');
    return flight;
  }

  /** The flight of this number, which must be under way. */
  of(id: FlightId): Flight {
    const flight = this.#flights.get(id);
    if (!flight) throw new Error(`Flight ${id} is not under way`);
    return flight;
  }

  /** The flight that holds a lease. */
  forLease(lease: Lease<number>): Flight {
    const flight = this.#byLease.get(lease);
    if (!flight) throw new Error(`The lease for ${lease.key} has no flight`);
    return flight;
  }

  /** Sends off a flight that began with a miss: asks the second level first. */
  send(flight: Flight): void {
    this.parts.secondLevel.get({ stage: flight.stage, key: flight.key }, flight.id, this.#found);
  }

  /** Gathers what a flight needs, then has it computed. */
  make(flight: Flight): void {
    if (flight.stage === 'rankings') this.#makePage(flight);
    else this.submit(flight);
  }

  /** Stage 3 needs stage 2 of its shopper, then stage 1 of what the shopper bought. */
  #makePage(flight: Flight): void {
    const page = this.parts.keys.page(flight.key);
    if (page.kind === 'product') this.gather(flight, undefined);
    else
      this.host.obtain(
        'weights',
        page.shopper,
        flight.request,
        { kind: 'weights', flight: flight.id },
        howFor(flight),
      );
  }

  /** A page's flight has its weights, or must do without: it asks for the lists of several products at once. */
  gather(flight: Flight, weights: StageResult<'weights'> | undefined): void {
    const products = neighboursOf(this.parts.keys.page(flight.key), weights);
    flight.weights = weights;
    flight.neighbours = new Array(products.length);
    flight.missing = products.length;
    if (products.length === 0) this.#gathered(flight);
    for (let place = 0; place < products.length; place++) {
      const then: Then = { kind: 'similarities', flight: flight.id, place };
      this.host.obtain('similarities', products[place] as number, flight.request, then, howFor(flight));
    }
  }

  /** A page's flight has one of its lists, or must do without. */
  part(flight: Flight, place: number, result: StageResult<'similarities'> | undefined): void {
    flight.neighbours[place] = result;
    if (--flight.missing === 0) this.#gathered(flight);
  }

  /** Waits for a core. */
  submit(flight: Flight): void {
    flight.attempts++;
    flight.submittedAt = this.parts.clock.now;
    flight.result = undefined;
    this.parts.observer.flight(flight, 'queued');
    if (!this.parts.cores.submit({ kind: 'flight', id: flight.id })) this.#failed(flight, 'queue full');
  }

  save(): FlightsState {
    const flights = Array.from(
      this.#flights.values(),
      ({ waits: _, lease, request, neighbours, result, ...flight }) => ({
        ...flight,
        neighbours: [...neighbours],
        result: structuredClone(result),
        lease: lease.number,
        request: request.id,
      }),
    );
    return { last: this.#last, flights };
  }

  /** The memos must have been restored before. Waits are not part of it: the journey registers them again. */
  restore({ last, flights }: FlightsState, requests: ReadonlyMap<RequestId, Request> = new Map()): void {
    const { similarities, weights, rankings } = this.parts.memos;
    const leases = {
      similarities: similarities.leases(),
      weights: weights.leases(),
      rankings: rankings.leases(),
    };
    this.#last = last;
    this.#flights.clear();
    this.#byLease.clear();
    for (const state of flights) {
      const lease = leases[state.stage].get(state.lease);
      const request = requests.get(state.request);
      if (!lease || !request)
        throw new Error(`Flight ${state.id} was saved without its lease or its request`);
      // A page may be changed in its cache, in one of the naive ways: each run has its own.
      const result = structuredClone(state.result);
      const flight = { ...state, result, neighbours: [...state.neighbours], lease, request, waits: [] };
      this.#flights.set(flight.id, flight);
      this.#byLease.set(lease, flight);
    }
  }

  /** Visits every flight that is under way. */
  forEach(visit: (flight: Flight) => void): void {
    this.#flights.forEach(visit);
  }

  /** A page's flight has all parts that can be had; those that cannot are left out. */
  #gathered(flight: Flight): void {
    const neighbours = flight.neighbours.filter((one) => one !== undefined);
    flight.neighbours = neighbours;
    // Parts were read before this page's own facts are: what has changed of them since counts too.
    const parts: readonly FactsRead[] = flight.weights ? [flight.weights, ...neighbours] : neighbours;
    this.#memo('rankings').declare(flight.lease, factsOf(parts));
    this.submit(flight);
  }

  /** The second level has answered: with the value, or it must be computed. */
  readonly #found = (ticket: FlightId, what: Found): void => {
    const flight = this.#flights.get(ticket);
    if (!flight) return;
    if (what.status === 'hit') this.#fulfil(flight, what.result);
    else this.make(flight);
  };

  /** A flight has a core: reads the facts as they are now. Returns for how long it holds the core. */
  #compute(flight: Flight): number {
    const { clock, settings, stages, runner, observer, measured } = this.parts;
    const { stage, lease } = flight;
    const { spent } = flight.request;
    const memo = this.#memo(stage);
    memo.reading(lease);
    const { storeDown, storeLatency } = settings();
    if (storeDown && asksStore[stage]) {
      spent.storeMs += storeLatency;
      observer.flight(flight, 'on a core');
      return storeLatency;
    }
    const from = ingredientsOf(flight);
    const computed = measured(() => runner.compute(from, stages), stage);
    const { facts, queries, uses, work } = computed;
    const { storeMs, computeMs } = timeOf(queries, work, settings());
    const costMs = storeMs + computeMs;
    spent.queueMs += clock.now - flight.submittedAt;
    spent.storeMs += storeMs;
    spent.computeMs += computeMs;
    spent.queries += queries;
    spent.asked.add(stage, uses);
    const result = runner.result(from, computed, costMs);
    flight.result = result;
    memo.declare(lease, facts);
    observer.computed({ result, from, queries, work, uses, storeMs });
    observer.flight(flight, 'on a core');
    return costMs;
  }

  /** A flight's time on its core is over. */
  #computed(flight: Flight): void {
    const { clock, observer, random, replica } = this.parts;
    const { stage, lease, attempts, result } = flight;
    observer.flight(flight, 'off the core');
    if (result && !this.#fails()) this.#fulfil(flight, result);
    else if (!this.#memo(stage).mayRetry(lease, attempts))
      this.#failed(flight, result ? 'compute failed' : 'store down');
    else {
      observer.retried(stage);
      clock.after(backoff(RETRY_BACKOFF_MS, attempts, random), 'retry', { replica, flight: flight.id });
    }
  }

  /** Stores a flight's value, and gives it to those that wait. */
  #fulfil(flight: Flight, result: AnyStageResult): void {
    const { judge, observer } = this.parts;
    const { lease } = flight;
    const whole = { tags: result.facts, costMs: result.costMs };
    const about = result.missingParts > 0 ? { ...whole, ...this.#keeping(flight) } : whole;
    const slot = this.#memo(flight.stage).fulfil(lease, result, about);
    if (slot >= 0) observer.stored(result, lease.revoked);
    else observer.refused(result, this.#whyRefused(lease, result));
    const needless = judge.computed(result, lease.reason, slot >= 0);
    if (needless) observer.needless(result, needless);
    this.#wake(flight, { result });
  }

  #failed(flight: Flight, why: FailureReason): void {
    const instead = this.#memo(flight.stage).fail(flight.lease, new Error(why));
    this.#wake(flight, instead ? { instead } : { failed: why });
  }

  /** A flight has ended. */
  #wake(flight: Flight, end: End): void {
    this.#flights.delete(flight.id);
    this.#byLease.delete(flight.lease);
    this.parts.observer.flight(flight, 'ended');
    if (flight.renewal) this.parts.renewed();
    for (const wait of flight.waits) this.host.settle(flight, wait, end);
  }

  #fails(): boolean {
    const { computeErrors } = this.parts.settings();
    return computeErrors > 0 && 100 * this.parts.random.next() < computeErrors;
  }

  /** How a value without some of its parts is kept: not at all, or for its own time where nothing better is there. */
  #keeping({ stage, key, lease }: Flight): Pick<About, 'keep' | 'ttlMs'> {
    const { keepDegraded, ttl } = this.parts.settings();
    const better = lease.reason === 'refresh' || this.#memo(stage).slotOf(key) >= 0;
    if (keepDegraded === 'off' || better) return { keep: false };
    return { ttlMs: ttl === 'never' ? keepDegraded : Math.min(ttl, keepDegraded) };
  }

  #whyRefused({ revoked, superseded }: Lease<number>, { missingParts }: AnyStageResult): string {
    if (superseded) return 'a newer value came first';
    if (revoked) return 'changed while it was made';
    if (missingParts > 0) return withoutParts(missingParts);
    return this.parts.settings().scanBypass ? 'asked for only once' : 'does not fit';
  }

  /** A stage's memo cache, for code that serves all stages alike. */
  #memo(stage: MemoCacheName): Memo<number, AnyStageResult> {
    return this.parts.memos[stage] as Memo<number, AnyStageResult>;
  }
}

/** What a flight's value is computed from, once all parts that can be had have come. */
const ingredientsOf = ({ stage, key, weights, neighbours }: Flight): StageInputs => ({
  stage,
  key,
  weights,
  neighbours: neighbours as StageResult<'similarities'>[],
});

/** What is computed behind an answer can wait for parts that are being renewed; a request that waits cannot. */
const howFor = ({ lease }: Flight): Asking => ({ newest: lease.reason === 'refresh' });
