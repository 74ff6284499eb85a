import type { Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import { type RawSqlite, rawSqlite, SqliteFailure } from './raw-sqlite';

export type Value = number | string | null;

/** SQLITE_TRANSIENT: SQLite copies the text before the call returns. */
const COPY = -1;
/** Largest number of UTF-8 bytes for one UTF-16 code unit. */
const MAX_BYTES_PER_UNIT = 3;
const encoder = new TextEncoder();

const binders = new WeakMap<Sqlite3Static, Binder>();

/**
 * Returns the binder of a SQLite module. Its buffer is about as large as the longest text bound so far and is never
 * freed.
 */
export function binderOf(sqlite3: Sqlite3Static): Binder {
  let binder = binders.get(sqlite3);
  if (!binder) {
    binder = new Binder(sqlite3);
    binders.set(sqlite3, binder);
  }
  return binder;
}

/**
 * Binds values to the parameters of prepared statements. All texts go through one reused buffer in SQLite's memory; the
 * official wrapper allocates, writes and frees one per text.
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

  /**
   * Binds one value; `parameter` counts from 1. Throws a SqliteFailure when the parameter does not exist or memory is
   * full.
   */
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
    const most = text.length * MAX_BYTES_PER_UNIT;
    if (most >= this.#bytes) {
      this.#bytes = 2 * most + 64;
      this.#memory = wasm.realloc(this.#memory, this.#bytes) as number;
    }
    // Read on each call: growing the WebAssembly memory replaces the view.
    const written = writeUtf8(text, wasm.heap8u(), this.#memory);
    return this.#raw.sqlite3_bind_text(statement, parameter, this.#memory, written, COPY);
  }
}

/**
 * Writes a text as UTF-8 and returns the number of bytes. Nearly all texts are ASCII: a plain loop takes a tenth of the
 * encoder's time.
 */
function writeUtf8(text: string, memory: Uint8Array, at: number): number {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x80) return encoder.encodeInto(text, memory.subarray(at)).written;
    memory[at + i] = unit;
  }
  return text.length;
}
