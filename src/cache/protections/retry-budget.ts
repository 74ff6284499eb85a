import { z } from 'zod';
import { defineProtection } from '../protection';

/**
 * Failed computations may be tried again, but retries are at most a share of first attempts: each first attempt puts
 * a part of a token into a bucket, each retry takes a whole one (the retry budgets of Finagle). When everything
 * fails, retries do not multiply the load that makes it fail.
 */
export const retryBudget = defineProtection({
  name: 'retryBudget',
  label: 'Retry budget',
  summary: 'Failed computations are tried again as long as retries stay a small share of first attempts.',
  params: z.object({
    share: z.number().min(0).max(1).default(0.1).describe('Retries for each first attempt, in the long run.'),
    burst: z.number().min(1).default(10).describe('Retries that may be saved up.'),
    attempts: z.int().min(1).max(10).default(3).describe('The most attempts for one request.'),
  }),
});

/** The bucket. It starts full, so that the first failure of a quiet service may be tried again. */
export class RetryBudget {
  #tokens: number;

  constructor(
    readonly share: number,
    readonly burst: number,
  ) {
    this.#tokens = burst;
  }

  /** A first attempt is made. */
  attempt(): void {
    this.#tokens = Math.min(this.burst, this.#tokens + this.share);
  }

  /** Whether a retry may be made; if so, it is counted. */
  take(): boolean {
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
