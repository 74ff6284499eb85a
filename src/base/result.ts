import { visibleText } from './visible-text';

/**
 * Expected failures as values: bad input, a lost connection, a refused file. The core states facts; the page
 * and the terminal add the advice. Broken invariants are not Problems: they throw at once.
 */
export interface Problem {
  /** Stable word for tests, advice and links, e.g. `csv-no-usable-row`. */
  readonly kind: string;
  /** One sentence: what is wrong, with the value that was met. */
  readonly what: string;
  /** Where it stands, if in a text: the file's name and its line, counted from 1. */
  readonly where?: { readonly file?: string; readonly line?: number };
}

/** What comes back across a boundary that errors may not cross as exceptions. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

export const ok = <T>(value: T): Reply<T> => ({ ok: true, value });

/** Returns a failure. `what` may quote input: its control characters are shown as escapes. */
export const failed = (kind: string, what: string, where?: Problem['where']): Reply<never> => ({
  ok: false,
  problem: where ? { kind, what: visibleText(what), where } : { kind, what: visibleText(what) },
});

/** Turns something thrown by a library into a Problem, so that it can cross a boundary as data. */
export const problemFrom = (kind: string, thrown: unknown): Problem => ({
  kind,
  what: visibleText(thrown instanceof Error ? thrown.message : String(thrown)),
});
