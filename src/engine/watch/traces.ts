import type { Milliseconds, VirtualMs } from '../../base/units';
import type { Removal } from '../../cache/answer';
import type { NeedlessCause } from '../contract/engine';
import type { Arrival } from '../serving/arrival';
import type { FactsRead } from '../serving/facts-read';
import type { Flight } from '../serving/flight';
import type { Execution, FlightStep, Hop, Observer, Observers } from '../serving/observer';
import type { ReplicaId, Request, RequestId } from '../serving/request';
import type { AnyStageResult } from '../serving/stage-result';
import type { FlightDoing, FlightRecord, LeftBehind, TraceRecord } from './trace-record';

/** Requests that are kept, background refreshes among them. */
export const MOST_TRACES = 20_000;

interface TracesParts {
  readonly observers: Pick<Observers, 'add'>;
  readonly now: () => VirtualMs;
  /** What the last computation took on the wall clock. */
  readonly lastMeasured: () => Milliseconds;
  /** The replica whose requests are recorded. */
  readonly replica: ReplicaId;
  /** Requests that are kept; `MOST_TRACES` unless set. */
  readonly most?: number;
}

/** A computation under way, with the time and the step of its last change. */
interface UnderWay {
  readonly record: FlightRecord;
  step: FlightStep;
  at: VirtualMs;
  /** Of its time on a core: the part for queries. */
  storeMs: VirtualMs;
}

/**
 * Records what happened to each of the last requests of a replica: its lookups, the computations that it began, its
 * answer. It listens only between `record` and `stop`: a run without tracing pays nothing. An observer that begins
 * anew at a restore: traces are evidence for a reader, and the run does not depend on them.
 *
 * Requests are numbered without gaps, so the place of a request in the ring is its number modulo the ring's length.
 */
export class Traces {
  #ring: (TraceRecord | undefined)[] = [];
  #newest: RequestId = 0;
  #kept = 0;
  /** Computations under way by their flight. */
  #underWay = new Map<Flight, UnderWay>();
  /** The last computation, until its flight says that it has its core. */
  #execution: Execution | undefined;
  /** The computation whose value is being stored. */
  #storing: FlightRecord | undefined;
  #stop: (() => void) | undefined;
  /** When the recording began; undefined while nothing is recorded. */
  since: VirtualMs | undefined;
  readonly most: number;

  constructor(private readonly parts: TracesParts) {
    this.most = parts.most ?? MOST_TRACES;
  }

  /** Begins to record, unless it does already. */
  record(): void {
    if (this.#stop) return;
    this.since = this.parts.now();
    this.#stop = this.parts.observers.add(this.#observer);
  }

  /** Ends the recording and forgets what was recorded. */
  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.since = undefined;
    this.#ring = [];
    this.#newest = 0;
    this.#kept = 0;
    this.#underWay = new Map();
    this.#execution = undefined;
    this.#storing = undefined;
  }

  /** Requests that are kept now. */
  get kept(): number {
    return this.#kept;
  }

  /** Returns what is recorded of a request; undefined when it is not kept. */
  of(request: RequestId): TraceRecord | undefined {
    const found = this.#ring[request % this.most];
    return found?.request.id === request ? found : undefined;
  }

  /** Visits all that is kept, the newest request first. */
  *newestFirst(): Iterable<TraceRecord> {
    for (let id = this.#newest; id > this.#newest - this.most && id > 0; id--) {
      const found = this.of(id);
      if (found) yield found;
    }
  }

  readonly #observer: Partial<Observer> = {
    began: (request) => void this.#recordOf(request),
    hop: (hop) => this.#hop(hop),
    computed: (execution) => {
      this.#execution = execution;
    },
    flight: (flight, step) => this.#flight(flight, step),
    retried: () => {
      this.#storing = undefined;
    },
    stored: (_, outdated) => this.#left({ kind: 'stored', outdated }),
    refused: (_, reason) => this.#left({ kind: 'refused', reason }),
    needless: (_, cause) => this.#needless(cause),
    left: (result, why) => this.#removed(result, why),
    ended: (arrival) => this.#ended(arrival),
  };

  /**
   * The record of a request, made when it is first heard of: requests that were under way when the recording began have
   * one without their beginning. Undefined when a newer request has taken its place.
   */
  #recordOf(request: Request): TraceRecord | undefined {
    if (request.replica !== this.parts.replica) return undefined;
    const place = request.id % this.most;
    const there = this.#ring[place];
    if (there?.request.id === request.id) return there;
    if (request.id <= this.#newest - this.most) return undefined;
    const record: TraceRecord = {
      request,
      lookups: [],
      flights: [],
      read: undefined,
      answer: undefined,
    };
    this.#ring[place] = record;
    this.#newest = Math.max(this.#newest, request.id);
    if (!there) this.#kept++;
    return record;
  }

  #hop({ request, cache, key, outcome, reason, since, flight }: Hop): void {
    const waitedFor = flight && { flight: flight.id, request: flight.request.id };
    const until = this.parts.now();
    this.#recordOf(request)?.lookups.push({ cache, key, outcome, reason, since, until, waitedFor });
  }

  #ended({ request, page, outcome, reason }: Arrival): void {
    const record = this.#recordOf(request);
    if (!record) return;
    record.read = page && readOf(page);
    record.answer = { at: this.parts.now(), outcome, reason };
  }

  #flight(flight: Flight, step: FlightStep): void {
    const now = this.parts.now();
    const under = this.#underWay.get(flight) ?? this.#begin(flight, step);
    const { record } = under;
    const doing = doingAfter[under.step];
    if (doing && now > under.at)
      record.stretches.push({
        doing,
        from: under.at,
        until: now,
        storeMs: doing === 'core' ? Math.min(under.storeMs, now - under.at) : 0,
      });
    under.step = step;
    under.at = now;
    if (step === 'on a core') this.#reads(under, flight);
    this.#storing = step === 'off the core' ? record : undefined;
    if (step !== 'ended') return;
    record.endedAt = now;
    this.#underWay.delete(flight);
  }

  #begin(flight: Flight, step: FlightStep): UnderWay {
    const { id, stage: cache, key, lease } = flight;
    const now = this.parts.now();
    const record: FlightRecord = {
      id,
      cache,
      key,
      why: lease.reason,
      begunAt: now,
      stretches: [],
      uses: [],
      measuredMs: 0,
      read: undefined,
      left: undefined,
      needless: undefined,
      evicted: [],
      endedAt: undefined,
    };
    this.#recordOf(flight.request)?.flights.push(record);
    const under: UnderWay = { record, step, at: now, storeMs: 0 };
    this.#underWay.set(flight, under);
    return under;
  }

  /** A computation has a core. While the store is down it has no result, and holds the core for one query that fails. */
  #reads(under: UnderWay, { result }: Flight): void {
    const execution = this.#execution;
    under.storeMs = Number.POSITIVE_INFINITY;
    if (!result || execution?.result !== result) return;
    const { record } = under;
    under.storeMs = execution.storeMs;
    record.uses.push(...execution.uses);
    record.measuredMs += this.parts.lastMeasured();
    record.read = readOf(result);
  }

  #left(left: LeftBehind): void {
    if (this.#storing) this.#storing.left = left;
  }

  #needless(cause: NeedlessCause): void {
    if (this.#storing) this.#storing.needless = cause;
  }

  #removed({ stage: cache, key }: AnyStageResult, why: Removal): void {
    if (why === 'evicted') this.#storing?.evicted.push({ cache, key });
  }
}

/** What a computation does after a step; nothing takes time after the others. */
const doingAfter: Partial<Record<FlightStep, FlightDoing>> = {
  begun: 'parts',
  queued: 'queue',
  'on a core': 'core',
  'off the core': 'pause before the next attempt',
};

/** Without the value, so that a record does not keep it. */
const readOf = ({ facts, versions }: FactsRead): FactsRead => ({ facts, versions });
