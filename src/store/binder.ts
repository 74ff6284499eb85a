import type { Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import { type RawSqlite, rawSqlite, SqliteFailure } from './raw-sqlite';

export type Value = number | string | null;

/** Tells SQLite to copy a text before the call returns: SQLITE_TRANSIENT. */
const COPY = -1;
/** A text's bytes in UTF-8 are at most so many times its units in UTF-16. */
const MOST_BYTES_A_UNIT = 3;
const encoder = new TextEncoder();

const binders = new WeakMap<Sqlite3Static, Binder>();

/** The binder of a SQLite module. Its memory is about as large as the longest text that it has bound, and stays. */
export function binderOf(sqlite3: Sqlite3Static): Binder {
  let binder = binders.get(sqlite3);
  if (!binder) {
    binder = new Binder(sqlite3);
    binders.set(sqlite3, binder);
  }
  return binder;
}

/**
 * Binds values to the parameters of prepared statements. Texts go through one piece of SQLite's memory that is used
 * again and again; the official wrapper allocates, writes and frees for each.
 */
export class Binder {
  readonly #sqlite3: Sqlite3Static;
  readonly #raw: RawSqlite;
  #memory = 0;
  #bytes = 0;

  constructor(sqlite3: Sqlite3Static) {
    this.#sqlite3 = sqlite3;
    this.#raw = rawSqlite(sqlite3);
  }

  /** @param parameter counted from 1. Throws a SqliteFailure when there is no such parameter, or no memory. */
  bind(statement: number, parameter: number, value: Value): void {
    const code = this.#bound(statement, parameter, value);
    if (code !== 0)
      throw new SqliteFailure(`parameter ${parameter}: ${this.#sqlite3.capi.sqlite3_js_rc_str(code)}`, code);
  }

  #bound(statement: number, parameter: number, value: Value): number {
    if (value === null) return this.#raw.sqlite3_bind_null(statement, parameter);
    if (typeof value === 'string') return this.#text(statement, parameter, value);
    return (value | 0) === value
      ? this.#raw.sqlite3_bind_int(statement, parameter, value)
      : this.#raw.sqlite3_bind_double(statement, parameter, value);
  }

  #text(statement: number, parameter: number, text: string): number {
    const { wasm } = this.#sqlite3;
    const most = text.length * MOST_BYTES_A_UNIT;
    if (most >= this.#bytes) {
      this.#bytes = 2 * most + 64;
      this.#memory = wasm.realloc(this.#memory, this.#bytes) as number;
    }
    // Asked for each time: the memory may have moved since.
    const written = writeUtf8(text, wasm.heap8u(), this.#memory);
    return this.#raw.sqlite3_bind_text(statement, parameter, this.#memory, written, COPY);
  }
}

/**
 * Writes a text's bytes; almost all texts are ASCII, for which a plain loop takes a tenth of the time of the encoder.
 * @returns how many.
 */
function writeUtf8(text: string, memory: Uint8Array, at: number): number {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x80) return encoder.encodeInto(text, memory.subarray(at)).written;
    memory[at + i] = unit;
  }
  return text.length;
}
