import type { QueryCacheNotifyEvent } from '@tanstack/react-query';
import type { LoggedEvent } from '../backend/api';
import type { Milliseconds, VirtualMs } from '../base/units';
import type { FetchCauses } from './fetch-causes';
import { FetchLatency } from './fetch-latency';
import type { QueryBook } from './query-book';
import { keyText } from './query-entry';
import type { QueryTruth } from './query-truth';
import type { Origin, WatchedQuery } from './watched-query';

export type QueryUpdate = Extract<QueryCacheNotifyEvent, { type: 'updated' }>['action'];

export interface LedgerParts {
  readonly book: QueryBook;
  readonly truth: QueryTruth;
  readonly causes: FetchCauses;
  now(): VirtualMs;
  wallNow(): Milliseconds;
}

/** Milliseconds by which a browser's timer may fire early. */
const EARLY_MS = 2;

/**
 * Counts entries of the query cache that are inserted and removed, by comparing a query's data before and after each
 * event: not every insertion or removal has its own event. So `inserted = entries + expired + invalidated + replaced`
 * always holds.
 */
export class QueryLedger {
  /** Inserted values that came neither from a fetch nor from `setQueryData`. */
  seeded = 0;
  readonly #parts: LedgerParts;

  constructor(parts: LedgerParts) {
    this.#parts = parts;
  }

  get truth(): QueryTruth {
    return this.#parts.truth;
  }
  get book(): QueryBook {
    return this.#parts.book;
  }

  /** Records a query that is now in the cache, with its data. @param counted whether that counts as an insertion. */
  added(watched: WatchedQuery, counted: boolean): void {
    watched.startGc(this.#parts.wallNow());
    watched.busy = watched.query.state.fetchStatus !== 'idle';
    if (counted) this.#countData(watched, 'seeded', 'present at the start');
    else watched.takeData();
    watched.origin = watched.data === undefined ? undefined : 'seeded';
  }

  updated(watched: WatchedQuery, action: QueryUpdate): void {
    const { query } = watched;
    const wasBusy = watched.busy;
    watched.busy = query.state.fetchStatus !== 'idle';
    switch (action.type) {
      case 'success':
        if (!action.manual) this.#settled(watched);
        this.#countData(watched, action.manual ? 'set' : 'fetched', 'set by setQueryData', true);
        break;
      case 'fetch':
        watched.fetch = new FetchLatency(this.#parts.now());
        watched.cause = this.#parts.causes.of(query);
        this.#log(watched, 'fetch', watched.cause);
        break;
      case 'pause':
        this.#log(watched, 'paused', query.state.fetchFailureCount > 0 ? 'before a retry' : 'offline');
        break;
      case 'continue':
        this.#log(watched, 'fetch', 'continued');
        break;
      case 'failed':
        watched.fetch?.failed(action.error, action.failureCount);
        this.#parts.book.count('retries');
        this.#log(watched, 'retry', messageOf(action.error));
        break;
      case 'error':
        this.#settled(watched);
        this.#failed(watched, action.error);
        break;
      case 'invalidate':
        watched.invalidated = true;
        this.#log(watched, 'invalidated', 'marked by invalidateQueries');
        break;
      case 'setState':
        this.#setState(watched, wasBusy, action.state === query.resetState);
    }
  }

  /** A fetch has ended: TanStack restarts its timer, whether the query is in use or not. */
  #settled(watched: WatchedQuery): void {
    watched.startGc(this.#parts.wallNow());
  }

  /** The state was replaced: by a reset, a hydration, a cancelled fetch, or late initialData. */
  #setState(watched: WatchedQuery, wasBusy: boolean, reset: boolean): void {
    const ended = wasBusy && !watched.busy;
    // A reset stops the timer; the end of a fetch, also of a cancelled one, starts it.
    if (reset) watched.gcAt = 'never';
    if (ended) this.#settled(watched);
    this.#countData(watched, 'seeded', reset ? 'reset' : 'set as state');
    if (ended) this.#log(watched, 'cancelled', reset ? 'reset' : 'before an answer');
  }

  #failed(watched: WatchedQuery, error: unknown): void {
    const waiting = watched.waiting.splice(0);
    if (waiting.length === 0) this.#log(watched, 'error', `refetch: ${messageOf(error)}`);
    for (const { at } of waiting) {
      this.#parts.book.count('error');
      this.#log(watched, 'error', messageOf(error), watched.fetch?.gaveUp(at, error));
    }
  }

  /**
   * Counts inserted, removed and replaced data. @param isNew whether data was inserted now, even if equal to the data
   * before.
   */
  #countData(watched: WatchedQuery, origin: Origin, how: string, isNew = false): void {
    const had = watched.data !== undefined;
    const change = watched.takeData();
    if (change === 'removed') this.#countRemoved(watched, 'invalidated', how);
    if (watched.data === undefined || (change === 'same' && !isNew)) return;
    watched.judgement = undefined;
    watched.origin = origin;
    if (had) this.#parts.book.count('replaced');
    this.#parts.book.count('inserted');
    if (origin === 'seeded') this.seeded++;
    if (origin === 'fetched') this.#fetched(watched);
    else this.#log(watched, origin, how);
    this.#answered(watched);
  }

  /** Records the answers of the waiting requests. */
  #answered(watched: WatchedQuery): void {
    for (const { at, outcome } of watched.waiting.splice(0)) {
      const lastMs = watched.held?.latencyMs;
      const ms = lastMs === undefined ? undefined : watched.fetch?.answered(at, lastMs);
      this.#parts.book.count(outcome);
      if (ms !== undefined) this.#parts.book.answeredIn(ms);
      this.#log(watched, outcome, outcome === 'miss' ? 'cold' : 'in-flight', ms);
    }
  }

  /** Counts a fetch as needless if its answer shows the same as the last one. */
  #fetched(watched: WatchedQuery): void {
    const { held, invalidated, query } = watched;
    watched.invalidated = false;
    if (!held || !this.#parts.truth.fetched(query.queryHash, held.etag, invalidated)) return;
    this.#parts.book.count('needless');
    this.#log(watched, 'needless', `the same ETag, after ${watched.cause ?? 'a fetch'}`);
  }

  /** The last observer is gone: TanStack's timer starts, and waiting requests will never be answered. */
  abandoned(watched: WatchedQuery): void {
    watched.startGc(this.#parts.wallNow());
    if (watched.waiting.splice(0).length > 0)
      this.#log(watched, 'cancelled', 'last observer removed before an answer');
  }

  /** The query has left the cache. @param cleared together with all others. */
  removed(watched: WatchedQuery, cleared: boolean): void {
    if (watched.waiting.length > 0) this.#log(watched, 'cancelled', 'removed before an answer');
    if (watched.data === undefined) return;
    const { removedAt } = watched;
    const due = typeof removedAt === 'number' && this.#parts.wallNow() + EARLY_MS >= removedAt;
    if (due && !cleared) this.#countRemoved(watched, 'expired', 'gcTime');
    else this.#countRemoved(watched, 'invalidated', cleared ? 'cleared' : 'removed');
  }

  #countRemoved(watched: WatchedQuery, why: 'expired' | 'invalidated', how: string): void {
    this.#parts.truth.left(watched.query.queryHash, why);
    this.#parts.book.count(why);
    this.#log(watched, why, how);
  }

  #log({ query }: WatchedQuery, kind: LoggedEvent['kind'], reason: string, ms?: VirtualMs): void {
    this.#parts.book.log(keyText(query), kind, reason, ms);
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'failed');
