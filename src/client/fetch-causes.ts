import { type Query, type QueryClient, type TimeoutCallback, timeoutManager } from '@tanstack/react-query';

/**
 * What made TanStack Query fetch. `mount`: an observer began to use the query, or was enabled. `focus`, `reconnect`,
 * `interval`: its own triggers. `invalidate`: `invalidateQueries`. `manual`: any other call. A repeated attempt of one
 * fetch is no fetch of its own but a retry.
 */
export type FetchCause = 'mount' | 'focus' | 'reconnect' | 'interval' | 'invalidate' | 'manual';

/** Whether the callback of an interval runs now. Intervals serve `refetchInterval` alone. */
let ticking = false;
const timers = {
  setTimeout: (callback: TimeoutCallback, ms: number) => setTimeout(callback, ms),
  clearTimeout: (id: ReturnType<typeof setTimeout> | undefined) => clearTimeout(id),
  setInterval: (callback: TimeoutCallback, ms: number) =>
    setInterval(() => {
      ticking = true;
      try {
        callback();
      } finally {
        ticking = false;
      }
    }, ms),
  clearInterval: (id: ReturnType<typeof setTimeout> | undefined) => clearInterval(id),
};

/** Has intervals tell when they run. Called before the first client is made; again does nothing. */
export function watchIntervals(): void {
  timeoutManager.setTimeoutProvider(timers as Parameters<typeof timeoutManager.setTimeoutProvider>[0]);
}

/**
 * Knows the cause of each fetch, recorded where it arises: TanStack's events do not say. The public methods that start
 * fetches are wrapped on this one client; a fetch always begins within the call.
 */
export class FetchCauses {
  #current: FetchCause | undefined;
  #mounting: Query | undefined;
  readonly #restore: () => void;

  constructor(client: QueryClient) {
    const cache = client.getQueryCache();
    const { onFocus, onOnline } = cache;
    const { invalidateQueries } = client;
    cache.onFocus = () => this.#during('focus', () => onFocus.call(cache));
    cache.onOnline = () => this.#during('reconnect', () => onOnline.call(cache));
    client.invalidateQueries = (...args) =>
      this.#during('invalidate', () => invalidateQueries.apply(client, args as never));
    this.#restore = () => {
      cache.onFocus = onFocus;
      cache.onOnline = onOnline;
      client.invalidateQueries = invalidateQueries;
    };
  }

  /** An observer begins to use the query and will have it fetched before anything else happens. */
  mounting(query: Query): void {
    this.#mounting = query;
    queueMicrotask(() => {
      if (this.#mounting === query) this.#mounting = undefined;
    });
  }

  /** Returns the cause of a fetch of the query that begins now. */
  of(query: Query): FetchCause {
    if (this.#mounting === query) {
      this.#mounting = undefined;
      return 'mount';
    }
    return ticking ? 'interval' : (this.#current ?? 'manual');
  }

  /** Puts the client's own methods back. */
  close(): void {
    this.#restore();
  }

  #during<R>(cause: FetchCause, work: () => R): R {
    const before = this.#current;
    this.#current = cause;
    try {
      return work();
    } finally {
      this.#current = before;
    }
  }
}
