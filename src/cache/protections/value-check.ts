import { z } from 'zod/mini';
import { param } from '../param';
import { defineProtection } from '../protection';

/**
 * Checks a value when it is computed and before it is returned (the `checkValue` of cachified). A new value that fails
 * the check is a failed computation. A resident one that fails, because a caller changed it or an older version of the
 * program computed it, is removed and recomputed. A failed check is remembered for a pause, so that not every request
 * calls a source whose values always fail. The check itself is code, an option of the memoized function.
 */
export const valueCheck = defineProtection({
  name: 'valueCheck',
  label: 'Check on read',
  summary:
    'A value that fails a check is not served; after a second failed check no computation is started for a pause.',
  params: z.object({
    pauseMs: param(z.number().check(z.positive()), 1_000, 'How long a failed check is remembered.'),
  }),
});

/** Error for a computed value that failed the check. */
export class ValueCheckError extends Error {
  override readonly name = 'ValueCheckError';
  constructor(key: unknown) {
    super(`The value of ${String(key)} does not pass the check`);
  }
}

/** Times of the last failed check of a resident value, for the last `maxKeys` keys. */
export class FailedChecks<Key> {
  /** Time of the last failed check by key, oldest first. */
  readonly #at = new Map<Key, number>();

  constructor(readonly maxKeys: number) {}

  /** Records a failed check; returns whether the previous one of the key was less than `pauseMs` ago. */
  note(key: Key, now: number, pauseMs: number): boolean {
    const before = this.#at.get(key);
    this.#at.delete(key);
    this.#at.set(key, now);
    if (this.#at.size > this.maxKeys) this.#forgetOldest();
    return before !== undefined && now - before < pauseMs;
  }

  forget(key: Key): void {
    this.#at.delete(key);
  }

  clear(): void {
    this.#at.clear();
  }

  save(): readonly (readonly [Key, number])[] {
    return [...this.#at];
  }

  restore(at: readonly (readonly [Key, number])[]): void {
    this.#at.clear();
    for (const [key, moment] of at) this.#at.set(key, moment);
  }

  #forgetOldest(): void {
    for (const oldest of this.#at.keys()) {
      this.#at.delete(oldest);
      return;
    }
  }
}
