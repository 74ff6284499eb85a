import type { VirtualMs } from '../base/units';
import { ShopError } from './held-answer';
import { retryDelayMs } from './query-client';

/**
 * Virtual time that one fetch of the query cache takes in the model: its attempts, each with network and service, and
 * the waits between them. It is not what passes on this machine's clock times the speed: at 60× a millisecond of the
 * browser's own work would count as 60.
 */
export class FetchLatency {
  #beforeMs: VirtualMs = 0;

  /** @param startedAt virtual moment at which the fetch began. */
  constructor(readonly startedAt: VirtualMs) {}

  /** Adds an attempt that failed and the wait for the next one. @param failures attempts that have failed, with this. */
  failed(error: unknown, failures: number): void {
    this.#beforeMs += attemptMs(error) + retryDelayMs(failures - 1);
  }

  /** Gives the duration of a request that came at `askedAt` and was answered by the last attempt. */
  answered(askedAt: VirtualMs, lastMs: VirtualMs): VirtualMs {
    const joinedAfter = Math.max(0, askedAt - this.startedAt);
    return Math.max(0, this.#beforeMs + lastMs - joinedAfter);
  }

  /** The same of a request that the last attempt failed as well. */
  gaveUp(askedAt: VirtualMs, error: unknown): VirtualMs {
    return this.answered(askedAt, attemptMs(error));
  }
}

/** A request that never left the browser takes no time. */
const attemptMs = (error: unknown): VirtualMs => (error instanceof ShopError ? (error.latencyMs ?? 0) : 0);
