import sqlite3InitModule, {
  type Database,
  type PreparedStatement,
  type Sqlite3Static,
} from '@sqlite.org/sqlite-wasm';
import type { QueryCount } from './facts';

let module: Promise<Sqlite3Static> | undefined;

/** SQLite's official WebAssembly build, loaded once. */
export function sqlite(): Promise<Sqlite3Static> {
  module ??= sqlite3InitModule();
  return module;
}

/** What a loop over rows needs of SQLite, without the checks that the official wrapper makes on each call: 5 times as fast. */
export interface RawSqlite {
  sqlite3_bind_int(statement: number, parameter: number, value: number): number;
  sqlite3_bind_double(statement: number, parameter: number, value: number): number;
  sqlite3_step(statement: number): number;
  sqlite3_reset(statement: number): number;
  sqlite3_column_int(statement: number, column: number): number;
  sqlite3_column_double(statement: number, column: number): number;
}

/** The exports of the WebAssembly module itself; their names and types are SQLite's C interface. */
export const rawSqlite = (sqlite3: Sqlite3Static): RawSqlite => sqlite3.wasm.exports as unknown as RawSqlite;

type Value = number | string | null;

/**
 * A prepared statement that counts what it does. Its rows are read by column number while it stands on them: no
 * object a row is made unless the caller makes one.
 */
export class Query {
  readonly #sqlite3: Sqlite3Static;
  readonly #raw: RawSqlite;
  readonly #statement: PreparedStatement;
  readonly #pointer: number;
  readonly #count: QueryCount;
  readonly #wallNow: () => number;

  constructor(sqlite3: Sqlite3Static, db: Database, sql: string, count: QueryCount, wallNow: () => number) {
    this.#sqlite3 = sqlite3;
    this.#raw = rawSqlite(sqlite3);
    this.#statement = db.prepare(sql);
    this.#pointer = this.#statement.pointer as number;
    this.#count = count;
    this.#wallNow = wallNow;
  }

  /** Runs it and calls `onRow` for each row; the getters below are valid inside. */
  run(values: readonly Value[], onRow?: () => void): void {
    const { capi } = this.#sqlite3;
    const raw = this.#raw;
    const start = this.#wallNow();
    values.forEach((value, i) => {
      this.#statement.bind(i + 1, value);
    });
    let code = raw.sqlite3_step(this.#pointer);
    let rows = 0;
    while (code === capi.SQLITE_ROW) {
      rows++;
      onRow?.();
      code = raw.sqlite3_step(this.#pointer);
    }
    raw.sqlite3_reset(this.#pointer);
    this.#count.calls++;
    this.#count.rows += rows;
    this.#count.milliseconds += this.#wallNow() - start;
    if (code !== capi.SQLITE_DONE) {
      throw new Error(`${this.#count.statement}: SQLite said ${capi.sqlite3_js_rc_str(code) ?? code}`);
    }
  }

  int = (column: number): number => this.#raw.sqlite3_column_int(this.#pointer, column);
  real = (column: number): number => this.#raw.sqlite3_column_double(this.#pointer, column);
  text = (column: number): string => this.#sqlite3.capi.sqlite3_column_text(this.#pointer, column) ?? '';

  close(): void {
    this.#statement.finalize();
  }
}
