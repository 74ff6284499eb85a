import { type Query, type QueryClient, type TimeoutCallback, timeoutManager } from '@tanstack/react-query';

/**
 * Why TanStack Query fetched. `mount`: an observer started to use the query, or was enabled. `focus`, `reconnect`,
 * `interval`: TanStack's own triggers. `invalidate`: `invalidateQueries`. `manual`: any other call. A repeated attempt
 * is a retry of its fetch, not another fetch.
 */
export type FetchCause = 'mount' | 'focus' | 'reconnect' | 'interval' | 'invalidate' | 'manual';

/** Whether an interval callback is running. Only `refetchInterval` uses intervals. */
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

/**
 * Wraps `setInterval` to detect running callbacks. Call it before creating the first client; further calls do nothing.
 */
export function watchIntervals(): void {
  timeoutManager.setTimeoutProvider(timers as Parameters<typeof timeoutManager.setTimeoutProvider>[0]);
}

/**
 * Records the cause of each fetch where it arises, because TanStack's events do not state it. Wraps the public methods
 * that start fetches on this one client; a fetch always starts within the call.
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

  /** Records that an observer starts to use the query, which will fetch synchronously. */
  mounting(query: Query): void {
    this.#mounting = query;
    queueMicrotask(() => {
      if (this.#mounting === query) this.#mounting = undefined;
    });
  }

  /** Returns the cause of a fetch of the query that starts now. */
  of(query: Query): FetchCause {
    if (this.#mounting === query) {
      this.#mounting = undefined;
      return 'mount';
    }
    return ticking ? 'interval' : (this.#current ?? 'manual');
  }

  /** Restores the client's own methods. */
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
