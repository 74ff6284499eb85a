import type { Query } from '@tanstack/react-query';
import type { Judgement } from '../backend/api';
import type { Bytes, Milliseconds, VirtualMs } from '../base/units';
import type { FetchCause } from './fetch-causes';
import type { FetchLatency } from './fetch-latency';
import { type HeldAnswer, isHeldAnswer } from './held-answer';

/**
 * Origin of a query's data: `fetched` by its function, `set` by `setQueryData`, or `seeded`: initialData, hydration, a
 * reset, or a cancelled fetch that restored earlier data.
 */
export type Origin = 'fetched' | 'set' | 'seeded';

/** A request that waits for data; the first of a query is the miss, the others are coalesced. */
export interface WaitingRequest {
  readonly at: VirtualMs;
  readonly outcome: 'miss' | 'coalesced';
}

/** What the recorder knows about a query besides the query's own state. */
export class WatchedQuery {
  readonly waiting: WaitingRequest[] = [];
  /** Enabled observers. A disabled one makes no request. */
  readonly asking = new Set<Query['observers'][number]>();
  /** Duration of the current or last fetch in the model. */
  fetch: FetchLatency | undefined;
  /** Cause of the last fetch. */
  cause: FetchCause | undefined;
  /** The data after the last event; undefined: none. */
  data: unknown;
  origin: Origin | undefined;
  /** Whether it was marked stale since the last data. */
  invalidated = false;
  /** Whether a fetch was running or paused after the last event. */
  busy = false;
  judgement: Judgement | undefined;
  bytes: Bytes | 'unknown' = 0;
  /** When TanStack's garbage-collection timer fires, in wall milliseconds; `never` if none runs. */
  gcAt: Milliseconds | 'never' = 'never';

  constructor(readonly query: Query) {}

  get held(): HeldAnswer | undefined {
    return isHeldAnswer(this.query.state.data) ? this.query.state.data : undefined;
  }

  /** Takes over the query's data. Returns whether it was removed, added, changed or the same. */
  takeData(): 'removed' | 'added' | 'changed' | 'same' {
    const before = this.data;
    this.data = this.query.state.data;
    if (this.data === before) return 'same';
    this.bytes = bytesOf(this.data);
    this.judgement = undefined;
    if (this.data === undefined) this.origin = undefined;
    return this.data === undefined ? 'removed' : before === undefined ? 'added' : 'changed';
  }

  /** Takes over the records of the query from before it was rebuilt with the same state. */
  resume({ origin, judgement, cause, invalidated }: WatchedQuery): void {
    Object.assign(this, { origin, judgement, cause, invalidated });
  }

  /** Records that TanStack has restarted its timer, with the current gcTime. */
  startGc(wallNow: Milliseconds): void {
    const { gcTime } = this.query;
    this.gcAt = Number.isFinite(gcTime) ? wallNow + gcTime : 'never';
  }

  /**
   * Returns when the query will be removed, in wall milliseconds: `never`, or undefined while it is in use or fetching,
   * when the timer has no effect.
   */
  get removedAt(): Milliseconds | 'never' | undefined {
    const inUse = this.query.getObserversCount() > 0 || this.query.state.fetchStatus !== 'idle';
    return inUse ? undefined : this.gcAt;
  }
}

/**
 * Returns the approximate memory size of the data: two bytes per character of its JSON text; unknown if it has none.
 */
function bytesOf(data: unknown): Bytes | 'unknown' {
  if (data === undefined) return 0;
  try {
    return 2 * (JSON.stringify(data)?.length ?? 0);
  } catch {
    return 'unknown'; // a cycle, a BigInt, a getter that throws
  }
}
