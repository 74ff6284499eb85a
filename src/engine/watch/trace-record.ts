import type { Milliseconds, VirtualMs } from '../../base/units';
import type { Lease } from '../../cache/answer';
import type { QueryUse } from '../../store/query-meter';
import type { MemoCacheName, NeedlessCause, Outcome } from '../contract/engine';
import type { FactsRead } from '../serving/facts-read';
import type { FlightId } from '../serving/flight';
import type { Request, RequestId } from '../serving/request';

/** A lookup of a memo cache, as recorded at its end. */
export interface LookupRecord {
  readonly cache: MemoCacheName;
  readonly key: number;
  readonly outcome: Outcome;
  readonly reason: string;
  readonly since: VirtualMs;
  readonly until: VirtualMs;
  /** The computation that it waited for, and the request that began it. */
  readonly waitedFor: { readonly flight: FlightId; readonly request: RequestId } | undefined;
}

/** What a computation did for a while. core: held one. parts: waited for what it is computed from. */
export type FlightDoing = 'parts' | 'queue' | 'core' | 'pause before the next attempt';

/** A stretch of a computation's time. The stretches of one follow each other without a gap. */
export interface FlightStretch {
  readonly doing: FlightDoing;
  readonly from: VirtualMs;
  readonly until: VirtualMs;
  /** Of the time on a core: the part for queries. */
  readonly storeMs: VirtualMs;
}

/** What a computation left in its cache. */
export type LeftBehind =
  | { readonly kind: 'stored'; readonly outdated: boolean }
  | { readonly kind: 'refused'; readonly reason: string };

/** A computation that a request began, as far as it has come. */
export interface FlightRecord {
  readonly id: FlightId;
  readonly cache: MemoCacheName;
  readonly key: number;
  /** Why it was begun: the reason of the miss, or a refresh. */
  readonly why: Lease<number>['reason'];
  readonly begunAt: VirtualMs;
  readonly stretches: FlightStretch[];
  readonly uses: QueryUse[];
  /** Measured on the wall clock: what computing took, queries included. */
  measuredMs: Milliseconds;
  /** The facts that its value was computed from. */
  read: FactsRead | undefined;
  left: LeftBehind | undefined;
  needless: NeedlessCause | undefined;
  /** Entries that were evicted to make room for its value. */
  readonly evicted: { readonly cache: MemoCacheName; readonly key: number }[];
  endedAt: VirtualMs | undefined;
}

/** Everything that is recorded of one request. */
export interface TraceRecord {
  readonly request: Request;
  readonly lookups: LookupRecord[];
  readonly flights: FlightRecord[];
  /** The facts behind the page that it was answered with. */
  read: FactsRead | undefined;
  /** Its answer; undefined while it is under way, and for a background refresh. */
  answer: { readonly at: VirtualMs; readonly outcome: Outcome; readonly reason: string } | undefined;
}
