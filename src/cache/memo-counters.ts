import type { Answer } from './answer';

type Outcome<A> = A extends { status: infer S; reason: infer R } ? `${S & string}: ${R & string}` : never;
/** Status and reason of an answer, e.g. `miss: expired`. */
export type AnswerKind = Outcome<Answer<unknown, unknown>>;

export interface MemoCounters {
  /** Sum of `answers`, equal to the cache's requests. */
  requests: number;
  readonly answers: { [kind in AnswerKind]?: number };
  /** Computations: started = fulfilled + failed + running. */
  started: number;
  fulfilled: number;
  failed: number;
  /** Fulfilled computations not kept, because a fact that they read had changed. */
  revoked: number;
  /** Fulfilled computations not kept, because a value read later had arrived first. */
  superseded: number;
  /** Fulfilled computations with a value that means absence. */
  negative: number;
  /** Failed or late computations answered with the resident value instead. */
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
