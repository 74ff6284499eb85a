import sqlite3InitModule, {
  type Database,
  type PreparedStatement,
  type Sqlite3Static,
} from '@sqlite.org/sqlite-wasm';
import { type Binder, binderOf, type Value } from './binder';
import type { QueryCount } from './facts';
import { type RawSqlite, rawSqlite, SqliteFailure } from './raw-sqlite';

let module: Promise<Sqlite3Static> | undefined;

/** Thrown when SQLite cannot be loaded: its file was not received, or was rejected. The message says which. */
export class NoDatabase extends Error {
  override readonly name = 'NoDatabase';
}

/**
 * Returns SQLite's official WebAssembly build, loaded once. Throws `NoDatabase` when that fails; the next call tries
 * again.
 */
export function sqlite(): Promise<Sqlite3Static> {
  module ??= load().catch((error: unknown) => {
    module = undefined;
    throw noDatabase(error);
  });
  return module;
}

/** Returns an error that names what is missing. The module's own names no file, and its advice is for its builders. */
function noDatabase(error: unknown): NoDatabase {
  const why = /CompileError|LinkError/.test(String(error))
    ? 'what was fetched could not be compiled'
    : 'its file could not be fetched';
  const missing = typeof WebAssembly === 'undefined' ? 'this browser has no WebAssembly' : why;
  return new NoDatabase(`SQLite, which holds the shop, could not be loaded: ${missing}.`, { cause: error });
}

/**
 * Disables the file systems for the browser: each would start a worker and delay loading, and the shop is in memory.
 */
function load(): Promise<Sqlite3Static> {
  // The module reads and removes this global when it starts.
  Object.assign(globalThis, { sqlite3ApiConfig: { disable: { vfs: { opfs: true, 'opfs-wl': true } } } });
  return sqlite3InitModule();
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * A prepared statement that counts its calls, rows and time. Callers read the columns of the current row by number, so
 * no object per row is allocated unless a caller makes one.
 */
export class Query {
  readonly #sqlite3: Sqlite3Static;
  readonly #raw: RawSqlite;
  readonly #db: Database;
  readonly #statement: PreparedStatement;
  readonly #pointer: number;
  readonly #binder: Binder;
  readonly #count: Mutable<QueryCount>;
  readonly #wallNow: () => number;

  constructor(sqlite3: Sqlite3Static, db: Database, name: string, sql: string, wallNow: () => number) {
    this.#sqlite3 = sqlite3;
    this.#binder = binderOf(sqlite3);
    this.#raw = rawSqlite(sqlite3);
    this.#db = db;
    this.#statement = db.prepare(sql);
    this.#pointer = this.#statement.pointer as number;
    this.#count = { statement: name, calls: 0, rows: 0, milliseconds: 0 };
    this.#wallNow = wallNow;
  }

  get count(): QueryCount {
    return this.#count;
  }

  /** Sets the counts. */
  recount({ calls, rows, milliseconds }: Omit<QueryCount, 'statement'>): void {
    Object.assign(this.#count, { calls, rows, milliseconds });
  }

  /**
   * Runs the statement and returns the number of rows. Calls `onRow` for each row; the column getters are valid inside.
   * Throws a SqliteFailure when SQLite fails; a failed call counts too.
   */
  run(values: readonly Value[], onRow?: () => void): number {
    const { capi } = this.#sqlite3;
    const raw = this.#raw;
    const start = this.#wallNow();
    let code: number = capi.SQLITE_ERROR;
    let rows = 0;
    let failure: string | undefined;
    try {
      for (let i = 0; i < values.length; i++) this.#binder.bind(this.#pointer, i + 1, values[i] as Value);
      code = raw.sqlite3_step(this.#pointer);
      while (code === capi.SQLITE_ROW) {
        rows++;
        onRow?.();
        code = raw.sqlite3_step(this.#pointer);
      }
      if (code !== capi.SQLITE_DONE) failure = capi.sqlite3_errmsg(this.#db);
    } finally {
      // Also when `onRow` throws: a statement left open keeps its transaction from ending.
      raw.sqlite3_reset(this.#pointer);
      this.#count.calls++;
      this.#count.rows += rows;
      this.#count.milliseconds += this.#wallNow() - start;
    }
    if (failure !== undefined) throw new SqliteFailure(`${this.#count.statement}: ${failure}`, code & 0xff);
    return rows;
  }

  int = (column: number): number => this.#raw.sqlite3_column_int(this.#pointer, column);
  real = (column: number): number => this.#raw.sqlite3_column_double(this.#pointer, column);
  text = (column: number): string => this.#sqlite3.capi.sqlite3_column_text(this.#pointer, column) ?? '';

  close(): void {
    this.#statement.finalize();
  }
}

/** Statements by name, each prepared once. Their counts are in the order given. */
export class Statements<Name extends string> {
  readonly counts: readonly QueryCount[];
  readonly #byName: Record<Name, Query>;

  constructor(sqlite3: Sqlite3Static, db: Database, sql: Record<Name, string>, wallNow: () => number) {
    const names = Object.keys(sql) as Name[];
    this.#byName = Object.fromEntries(
      names.map((name) => [name, new Query(sqlite3, db, name, sql[name], wallNow)]),
    ) as Record<Name, Query>;
    this.counts = names.map((name) => this.#byName[name].count);
  }

  get = (name: Name): Query => this.#byName[name];

  /** Sets all counts to the copy `counts`, or to zero without it. */
  recount(counts?: readonly QueryCount[]): void {
    const none = { calls: 0, rows: 0, milliseconds: 0 };
    Object.values<Query>(this.#byName).forEach((query, i) => {
      query.recount(counts?.[i] ?? none);
    });
  }

  close(): void {
    for (const query of Object.values<Query>(this.#byName)) query.close();
  }
}

/** Replaces the contents of the database by these bytes. SQLite frees its copy of them. */
export function deserialize({ capi, wasm }: Sqlite3Static, db: Database, bytes: Uint8Array): void {
  const copy = wasm.allocFromTypedArray(bytes);
  const code = capi.sqlite3_deserialize(
    db,
    'main',
    copy,
    bytes.byteLength,
    bytes.byteLength,
    capi.SQLITE_DESERIALIZE_FREEONCLOSE | capi.SQLITE_DESERIALIZE_RESIZEABLE,
  );
  if (code !== 0)
    throw new Error(
      `The shop's bytes are not a database: SQLite returned ${capi.sqlite3_js_rc_str(code) ?? code}`,
    );
}
