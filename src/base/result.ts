import { visibleText } from './visible-text';

/**
 * Expected failures as values: bad input, a lost connection, a refused file. The core states facts; the page
 * and the terminal add the advice. Broken invariants are not Problems: they throw at once.
 */
export interface Problem {
  /** Stable word for tests, advice and links, e.g. `csv-no-usable-row`. */
  readonly kind: string;
  /** One sentence: what is wrong, with the offending value. */
  readonly what: string;
  /** Position of the fault, if in a text: the file's name and the line, from 1. */
  readonly where?: { readonly file?: string; readonly line?: number };
}

/** Result of a call across a boundary that exceptions do not cross: a value or a Problem. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

export const ok = <T>(value: T): Reply<T> => ({ ok: true, value });

/** Returns a failure. `what` may quote input: its control characters are shown as escapes. */
export const failed = (kind: string, what: string, where?: Problem['where']): Reply<never> => ({
  ok: false,
  problem: where ? { kind, what: visibleText(what), where } : { kind, what: visibleText(what) },
});

/** Turns an error thrown by a library into a Problem, so that it can cross a boundary as data. */
export const problemFrom = (kind: string, thrown: unknown): Problem => ({
  kind,
  what: visibleText(thrown instanceof Error ? thrown.message : String(thrown)),
});
