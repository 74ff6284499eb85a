import type { Query, QueryClient } from '@tanstack/react-query';
import type { Judgement } from '../backend/api';
import type { Bytes, VirtualMs } from '../base/units';
import { staleAt } from './query-client';
import type { VirtualTime } from './virtual-time';

/** One query as it stands, in virtual time. The state words are those of TanStack Query's own devtools. */
export interface QueryEntry {
  readonly hash: string;
  /** For people: `product 12`. */
  readonly key: string;
  /** In the devtools' order of precedence. */
  readonly state: 'fetching' | 'inactive' | 'paused' | 'stale' | 'fresh';
  readonly status: Query['state']['status'];
  readonly observers: number;
  readonly hasData: boolean;
  readonly bytes: Bytes;
  /** How long until it is stale by time; `never`, or 0 when it is. */
  readonly staleInMs: VirtualMs | 'never';
  readonly staleTimeMs: VirtualMs | 'never';
  /** How long until it is removed; undefined while something uses it. */
  readonly goneInMs?: VirtualMs | 'never';
  readonly gcTimeMs: VirtualMs | 'never';
  readonly failures: number;
  readonly truth?: Judgement['truth'];
  readonly staleForMs?: VirtualMs;
}

export function describeQuery(
  query: Query,
  watched: {
    readonly unusedSince: number | undefined;
    readonly judgement: Judgement | undefined;
    readonly bytes: number;
  },
  client: QueryClient,
  time: VirtualTime,
  wallNow: number,
): QueryEntry {
  const observers = query.getObserversCount();
  const defaults = client.getDefaultOptions().queries;
  const staleTime = typeof defaults?.staleTime === 'number' ? defaults.staleTime : 0;
  const virtual = (wall: number) => (Number.isFinite(wall) ? Math.max(0, time.toVirtual(wall)) : 'never');
  const hasData = query.state.data !== undefined;
  const [, resource, request] = query.queryKey as readonly [string, string, Record<string, unknown>];
  const ids = Object.entries(request ?? {}).filter(([name]) => name !== 'kind');
  return {
    hash: query.queryHash,
    key: `${resource} ${ids.map(([name, id]) => (name === resource ? id : `${name} ${id}`)).join(', ')}`,
    state: stateOf(query, observers),
    status: query.state.status,
    observers,
    hasData,
    bytes: watched.bytes,
    staleInMs: virtual(staleAt(query, staleTime) - wallNow),
    staleTimeMs: virtual(staleTime),
    goneInMs:
      observers > 0 || watched.unusedSince === undefined
        ? undefined
        : virtual(watched.unusedSince + query.gcTime - wallNow),
    gcTimeMs: virtual(query.gcTime),
    failures: query.state.fetchFailureCount,
    truth: hasData ? watched.judgement?.truth : undefined,
    staleForMs: watched.judgement?.staleForMs,
  };
}

function stateOf(query: Query, observers: number): QueryEntry['state'] {
  if (query.state.fetchStatus === 'fetching') return 'fetching';
  if (observers === 0) return 'inactive';
  if (query.state.fetchStatus === 'paused') return 'paused';
  return query.isStale() ? 'stale' : 'fresh';
}
