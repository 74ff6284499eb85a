import { z } from 'zod/mini';
import { powerOfTwo } from '../../base/elementary/double';
import type { Random } from '../../base/random';
import { param } from '../param';
import { defineProtection } from '../protection';

/**
 * Retries failed computations, at most as a share of first attempts: each first attempt adds a part of a token to a
 * bucket, each retry takes a whole token (the retry budgets of Finagle). When everything fails, retries do not multiply
 * the load that causes the failures. Before each retry is a random wait between 0 and a bound that doubles, so that
 * simultaneous failures are not retried simultaneously (Brooker, "Exponential Backoff and Jitter", AWS Architecture
 * Blog 2015: full jitter).
 */
export const retryBudget = defineProtection({
  name: 'retryBudget',
  label: 'Retry budget',
  summary: 'Failed computations are retried as long as retries stay a small share of first attempts.',
  params: z.object({
    share: param(
      z.number().check(z.gte(0), z.lte(1)),
      0.1,
      'Retries for each first attempt, in the long run.',
    ),
    burst: param(z.number().check(z.gte(1)), 10, 'Retries that may be saved up.'),
    attempts: param(z.int().check(z.gte(1), z.lte(10)), 3, 'The most attempts for one request.'),
    backoffMs: param(z.number().check(z.gte(0)), 50, 'The longest wait before the first retry; it doubles.'),
  }),
});

/** Returns the wait in milliseconds after `attempts` failed attempts (at least 1). */
export const backoff = (backoffMs: number, attempts: number, random: Random): number =>
  random.next() * backoffMs * powerOfTwo(attempts - 1);

/** Token bucket of retries. It starts full, so that the first failure of a quiet service can be retried. */
export class RetryBudget {
  #tokens: number;

  constructor(
    readonly share: number,
    readonly burst: number,
  ) {
    this.#tokens = burst;
  }

  /** Records a first attempt. */
  attempt(): void {
    this.#tokens = Math.min(this.burst, this.#tokens + this.share);
  }

  /** Takes a token for a retry; returns whether there was one. */
  take(): boolean {
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  save(): number {
    return this.#tokens;
  }

  restore(tokens: number): void {
    this.#tokens = tokens;
  }
}
