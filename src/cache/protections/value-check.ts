import { z } from 'zod/mini';
import { param } from '../param';
import { defineProtection } from '../protection';

/**
 * A value is checked when it comes and before it is handed out (the `checkValue` of cachified). A new value that does
 * not pass is a failed computation. A resident one that does not pass, because a caller changed it or an older version
 * of the program made it, leaves and is recomputed. A failed check is remembered for a pause, so that a source whose
 * values never pass is not asked by every request. The check itself is code and comes with the memoized function.
 */
export const valueCheck = defineProtection({
  name: 'valueCheck',
  label: 'Check on read',
  summary:
    'A value that does not pass a check is not served; after a second failed check nothing is tried for a pause.',
  params: z.object({
    pauseMs: param(z.number().check(z.positive()), 1_000, 'How long a failed check is remembered.'),
  }),
});

/** A computed value did not pass the check. */
export class ValueCheckError extends Error {
  override readonly name = 'ValueCheckError';
  constructor(key: unknown) {
    super(`The value of ${String(key)} does not pass the check`);
  }
}

/** When resident values last failed their check, of the last `maxKeys` keys. */
export class FailedChecks<Key> {
  /** The key that failed longest ago first. */
  readonly #at = new Map<Key, number>();

  constructor(readonly maxKeys: number) {}

  /** Notes a failed check. Whether the key's last one was less than `pauseMs` ago. */
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
