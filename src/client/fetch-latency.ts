import type { VirtualMs } from '../base/units';
import { ShopError } from './held-answer';
import { retryDelayMs } from './query-client';

/**
 * Virtual duration of one fetch of the query cache in the model: its attempts, each with network and service, and the
 * waits between them. It is not wall time times speed: at 60× a millisecond of the browser's own work would count as
 * 60.
 */
export class FetchLatency {
  #beforeMs: VirtualMs = 0;

  /** @param startedAt virtual time at which the fetch started. */
  constructor(readonly startedAt: VirtualMs) {}

  /**
   * Adds a failed attempt and the wait for the next one. @param failures number of failed attempts, including this one.
   */
  failed(error: unknown, failures: number): void {
    this.#beforeMs += attemptMs(error) + retryDelayMs(failures - 1);
  }

  /** Returns the duration of a request that started at `askedAt` and was answered by the last attempt. */
  answered(askedAt: VirtualMs, lastMs: VirtualMs): VirtualMs {
    const joinedAfter = Math.max(0, askedAt - this.startedAt);
    return Math.max(0, this.#beforeMs + lastMs - joinedAfter);
  }

  /** Returns the duration of a request after the last attempt has failed too. */
  gaveUp(askedAt: VirtualMs, error: unknown): VirtualMs {
    return this.answered(askedAt, attemptMs(error));
  }
}

/** A request that never left the browser takes no time. */
const attemptMs = (error: unknown): VirtualMs => (error instanceof ShopError ? (error.latencyMs ?? 0) : 0);
