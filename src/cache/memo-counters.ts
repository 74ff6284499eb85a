import type { Answer } from './answer';

type Outcome<A> = A extends { status: infer S; reason: infer R } ? `${S & string}: ${R & string}` : never;
/** An answer's status and reason, e.g. `miss: expired`. */
export type AnswerKind = Outcome<Answer<unknown, unknown>>;

export interface MemoCounters {
  /** The sum of `answers`; the same as the cache's requests. */
  requests: number;
  readonly answers: { [kind in AnswerKind]?: number };
  /** Computations: begun = fulfilled + failed + those under way. */
  started: number;
  fulfilled: number;
  failed: number;
  /** Of the fulfilled: those whose value was not kept, for what it was made from had changed. */
  revoked: number;
  /** Of the fulfilled: those whose value was not kept, for one that was read later had come first. */
  superseded: number;
  /** Of the fulfilled: those whose value said that there is nothing. */
  negative: number;
  /** Times that a failed or late computation was answered with the resident value instead. */
  rescued: number;
  retries: number;
}

export const newMemoCounters = (): MemoCounters => ({
  requests: 0,
  answers: {},
  started: 0,
  fulfilled: 0,
  failed: 0,
  revoked: 0,
  superseded: 0,
  negative: 0,
  rescued: 0,
  retries: 0,
});
