import type { Query } from '@tanstack/react-query';
import type { Judgement } from '../backend/api';
import type { Bytes, Milliseconds, VirtualMs } from '../base/units';
import type { FetchCause } from './fetch-causes';
import type { FetchLatency } from './fetch-latency';
import { type HeldAnswer, isHeldAnswer } from './held-answer';

/**
 * How the data of a query came: `fetched` by its function, `set` by `setQueryData`, or `seeded`: initialData,
 * hydration, a reset or cancelled fetch that put earlier data back.
 */
export type Origin = 'fetched' | 'set' | 'seeded';

/** A request that waits for data; the first of a query is the miss, the others are coalesced. */
export interface WaitingRequest {
  readonly at: VirtualMs;
  readonly outcome: 'miss' | 'coalesced';
}

/** What is known of a query beside what the query knows itself. */
export class WatchedQuery {
  readonly waiting: WaitingRequest[] = [];
  /** Enabled observers. A disabled one asks for nothing. */
  readonly asking = new Set<Query['observers'][number]>();
  /** What the present fetch, or the last one, takes in the model. */
  fetch: FetchLatency | undefined;
  /** Why it was fetched last. */
  cause: FetchCause | undefined;
  /** The data as it was last seen; undefined: none. */
  data: unknown;
  origin: Origin | undefined;
  /** Whether it was marked stale since the last data came. */
  invalidated = false;
  /** Whether a fetch was under way, or paused, after the last event. */
  busy = false;
  judgement: Judgement | undefined;
  bytes: Bytes | 'unknown' = 0;
  /** When TanStack's timer of garbage collection goes off, wall milliseconds; `never` where none runs. */
  gcAt: Milliseconds | 'never' = 'never';

  constructor(readonly query: Query) {}

  get held(): HeldAnswer | undefined {
    return isHeldAnswer(this.query.state.data) ? this.query.state.data : undefined;
  }

  /** Takes over the query's data. Whether that went, came, changed or stayed. */
  look(): 'went' | 'came' | 'changed' | 'same' {
    const before = this.data;
    this.data = this.query.state.data;
    if (this.data === before) return 'same';
    this.bytes = bytesOf(this.data);
    this.judgement = undefined;
    if (this.data === undefined) this.origin = undefined;
    return this.data === undefined ? 'went' : before === undefined ? 'came' : 'changed';
  }

  /** Takes over what is known of the query from before it was rebuilt with the same state. */
  resume({ origin, judgement, cause, invalidated }: WatchedQuery): void {
    Object.assign(this, { origin, judgement, cause, invalidated });
  }

  /** Notes that TanStack has started its timer anew: it does so by the gcTime of that moment. */
  startGc(wallNow: Milliseconds): void {
    const { gcTime } = this.query;
    this.gcAt = Number.isFinite(gcTime) ? wallNow + gcTime : 'never';
  }

  /**
   * Returns when the query will be removed, wall milliseconds: `never`, or undefined while it is in use or fetched, for
   * then a timer that goes off does nothing.
   */
  get removedAt(): Milliseconds | 'never' | undefined {
    const inUse = this.query.getObserversCount() > 0 || this.query.state.fetchStatus !== 'idle';
    return inUse ? undefined : this.gcAt;
  }
}

/** Returns about what the data takes in memory: two bytes a character of its JSON text; unknown where it has none. */
function bytesOf(data: unknown): Bytes | 'unknown' {
  if (data === undefined) return 0;
  try {
    return 2 * (JSON.stringify(data)?.length ?? 0);
  } catch {
    return 'unknown'; // a cycle, a BigInt, a getter that throws
  }
}
