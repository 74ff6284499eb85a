import type { Query, QueryClient } from '@tanstack/react-query';
import type { Judgement } from '../backend/api';
import type { Bytes, Milliseconds, VirtualMs } from '../base/units';
import type { FetchCause } from './fetch-causes';
import type { VirtualTime } from './virtual-time';
import type { Origin, WatchedQuery } from './watched-query';

/** The state of one query, in virtual time and in TanStack Query's terms. */
export interface QueryEntry {
  readonly hash: string;
  /** Readable key: `product 12`. */
  readonly key: string;
  /** The badge of TanStack's devtools, in their order of precedence. */
  readonly state: 'fetching' | 'inactive' | 'paused' | 'stale' | 'fresh';
  readonly status: Query['state']['status'];
  readonly fetchStatus: Query['state']['fetchStatus'];
  /** Cause of the last fetch; undefined: never fetched. */
  readonly cause?: FetchCause;
  readonly observers: number;
  readonly hasData: boolean;
  readonly origin?: Origin;
  readonly bytes: Bytes | 'unknown';
  /** Result of the query's own `isStale()`. */
  readonly stale: boolean;
  /**
   * Time until it is stale by staleTime: 0 if it is, `never`, or undefined if no enabled observer has a staleTime for
   * it.
   */
  readonly staleInMs?: VirtualMs | 'never';
  readonly staleTimeMs: VirtualMs | 'never';
  /** Time until TanStack removes it; undefined while it is in use or fetching. */
  readonly removedInMs?: VirtualMs | 'never';
  readonly gcTimeMs: VirtualMs | 'never';
  /** Failed attempts of the current or last fetch. */
  readonly failures: number;
  readonly truth?: Judgement['truth'];
  readonly staleForMs?: VirtualMs;
}

export function describeQuery(
  watched: WatchedQuery,
  client: QueryClient,
  time: VirtualTime,
  wallNow: Milliseconds,
): QueryEntry {
  const { query } = watched;
  const { status, fetchStatus, data } = query.state;
  const observers = query.getObserversCount();
  const staleTime = client.getDefaultOptions().queries?.staleTime;
  const virtual = (wall: Milliseconds) =>
    Number.isFinite(wall) ? Math.max(0, time.toVirtual(wall)) : 'never';
  const left = (at: Milliseconds | 'never') => (at === 'never' ? at : virtual(at - wallNow));
  const stale = query.isStale();
  const staleAt = stale ? wallNow : staleByTimeAt(query, wallNow);
  const hasData = data !== undefined;
  return {
    hash: query.queryHash,
    key: keyText(query),
    state: stateOf(query, observers),
    status,
    fetchStatus,
    cause: watched.cause,
    observers,
    hasData,
    origin: watched.origin,
    bytes: watched.bytes,
    stale,
    staleInMs: staleAt === undefined ? undefined : left(staleAt),
    staleTimeMs: virtual(typeof staleTime === 'number' ? staleTime : 0),
    removedInMs: watched.removedAt === undefined ? undefined : left(watched.removedAt),
    gcTimeMs: virtual(query.gcTime),
    failures: query.state.fetchFailureCount,
    truth: hasData ? watched.judgement?.truth : undefined,
    staleForMs: watched.judgement?.staleForMs,
  };
}

/** Returns a query's readable key: "product 500", "category 3, shopper 7". */
export function keyText(query: Query): string {
  const [, resource, request] = query.queryKey;
  if (typeof request !== 'object' || request === null) return query.queryKey.slice(1).map(String).join(' ');
  const ids = Object.entries(request).filter(([name]) => name !== 'kind');
  // A product's own query is “product 500”, not “product product 500”.
  return `${resource} ${ids.map(([name, id]) => (name === resource ? id : `${name} ${id}`)).join(', ')}`;
}

type AnyObserver = Query['observers'][number];

/** Returns whether the observer wants the query fetched: it is enabled. */
export function isAsking(query: Query, { options }: AnyObserver): boolean {
  const enabled = options.enabled as boolean | ((query: Query) => boolean) | undefined;
  return (typeof enabled === 'function' ? enabled(query) : enabled) !== false;
}

/** Returns whether an observer that becomes enabled makes the query fetch at once. */
export function fetchesAtOnce(query: Query, observer: AnyObserver): boolean {
  if (query.state.data === undefined || observer.options.refetchOnMount === 'always') return true;
  return query.isStaleByTime(staleTimeOf(query, observer));
}

function staleTimeOf(query: Query, { options }: AnyObserver): number | 'static' {
  type StaleTime = number | 'static' | undefined;
  const staleTime = options.staleTime as StaleTime | ((query: Query) => StaleTime);
  return (typeof staleTime === 'function' ? staleTime(query) : staleTime) ?? 0;
}

/**
 * Returns when the first enabled observer considers the data stale, in wall milliseconds; undefined if there is none.
 * The time is after `wallNow`: TanStack's timer fires one millisecond late, and until then the data is not stale.
 */
function staleByTimeAt(query: Query, wallNow: Milliseconds): Milliseconds | undefined {
  const times = query.observers
    .filter((observer) => isAsking(query, observer))
    .map((observer) => staleTimeOf(query, observer))
    .map((staleTime) => (staleTime === 'static' ? Infinity : staleTime));
  if (times.length === 0) return undefined;
  return Math.max(wallNow + 1, query.state.dataUpdatedAt + Math.min(...times));
}

function stateOf(query: Query, observers: number): QueryEntry['state'] {
  if (query.state.fetchStatus === 'fetching') return 'fetching';
  if (observers === 0) return 'inactive';
  if (query.state.fetchStatus === 'paused') return 'paused';
  return query.isStale() ? 'stale' : 'fresh';
}
