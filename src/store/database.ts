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

type Value = number | string | null;

/**
 * A prepared statement that counts what it does. Its rows are read by column number while it stands on them: no
 * object a row is made unless the caller makes one.
 */
export class Query {
  readonly #sqlite3: Sqlite3Static;
  readonly #statement: PreparedStatement;
  readonly #count: QueryCount;
  readonly #wallNow: () => number;

  constructor(sqlite3: Sqlite3Static, db: Database, sql: string, count: QueryCount, wallNow: () => number) {
    this.#sqlite3 = sqlite3;
    this.#statement = db.prepare(sql);
    this.#count = count;
    this.#wallNow = wallNow;
  }

  /** Runs it and calls `onRow` for each row; the getters below are valid inside. */
  run(values: readonly Value[], onRow?: () => void): void {
    const { capi } = this.#sqlite3;
    const pointer = this.#statement.pointer as number;
    const start = this.#wallNow();
    values.forEach((value, i) => {
      this.#statement.bind(i + 1, value);
    });
    let code = capi.sqlite3_step(pointer);
    let rows = 0;
    while (code === capi.SQLITE_ROW) {
      rows++;
      onRow?.();
      code = capi.sqlite3_step(pointer);
    }
    capi.sqlite3_reset(pointer);
    this.#count.calls++;
    this.#count.rows += rows;
    this.#count.milliseconds += this.#wallNow() - start;
    if (code !== capi.SQLITE_DONE) {
      throw new Error(`${this.#count.statement}: SQLite said ${capi.sqlite3_js_rc_str(code) ?? code}`);
    }
  }

  int = (column: number): number =>
    this.#sqlite3.capi.sqlite3_column_int(this.#statement.pointer as number, column);
  real = (column: number): number =>
    this.#sqlite3.capi.sqlite3_column_double(this.#statement.pointer as number, column);
  text = (column: number): string =>
    this.#sqlite3.capi.sqlite3_column_text(this.#statement.pointer as number, column) ?? '';

  close(): void {
    this.#statement.finalize();
  }
}
