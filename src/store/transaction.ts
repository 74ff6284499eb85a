import type { Database, Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import { failed, ok, type Reply } from '../base/result';
import { SqliteFailure } from './raw-sqlite';
import { NotThere, type Writer } from './writer';

/**
 * Carries out `work` whole or not at all. What the store refuses is a Problem; anything else that is thrown (a broken
 * invariant) goes on to the caller, also after everything was taken back.
 * @param what the change in words, for the Problem: "set the price of product 3 to 0".
 */
export function transact<T>(
  { capi }: Sqlite3Static,
  db: Database,
  writer: Writer,
  what: string,
  work: () => T,
): Reply<T> {
  try {
    writer.begin();
    const done = work();
    writer.commit();
    return ok(done);
  } catch (error) {
    // A full disk makes SQLite take the transaction back by itself; then there is none left to end.
    if (capi.sqlite3_get_autocommit(db) === 0) writer.rollback();
    if (error instanceof NotThere)
      return failed('not-in-shop', `The store did not ${what}: ${error.message}`);
    if (!(error instanceof SqliteFailure)) throw error;
    const kinds: Record<number, string> = {
      [capi.SQLITE_CONSTRAINT]: 'write-refused',
      [capi.SQLITE_FULL]: 'disk-full',
      [capi.SQLITE_NOMEM]: 'disk-full',
    };
    return failed(kinds[error.code] ?? 'write-failed', `The store did not ${what} (${error.message}).`);
  }
}

/** Carries out `work`, takes everything back, and gives what it gave. What is thrown goes on to the caller. */
export function rehearse<T>(writer: Writer, work: () => T): T {
  writer.begin();
  try {
    return work();
  } finally {
    writer.rollback();
  }
}
