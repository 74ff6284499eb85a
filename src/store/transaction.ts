import type { Database, Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import { failed, ok, type Reply } from '../base/result';
import { SqliteFailure } from './raw-sqlite';
import { NotInShop, type Writer } from './writer';

/**
 * Executes `work` in a transaction, as a whole or not at all. A refusal by the store becomes a Problem. Anything else
 * thrown (a broken invariant) is rethrown after the rollback.
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
    // On a full disk SQLite may have rolled back by itself; then there is no transaction to end.
    if (capi.sqlite3_get_autocommit(db) === 0) writer.rollback();
    if (error instanceof NotInShop)
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

/** Executes `work`, rolls it back and returns its result. Exceptions pass through. */
export function rehearse<T>(writer: Writer, work: () => T): T {
  writer.begin();
  try {
    return work();
  } finally {
    writer.rollback();
  }
}
