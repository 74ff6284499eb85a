import type { Database, Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import { deserialize, sqlite } from '../database';
import type { Store } from '../facts';
import { generateShop } from '../generate/generate';
import { buildStore, storeOver } from '../store';

const plan = { products: 120, shoppers: 30 };
let bytes: Promise<Uint8Array<ArrayBuffer>> | undefined;

/** Opens a small shop and gives access to its database. */
export async function openShop(): Promise<{ store: Store; db: Database; sqlite3: Sqlite3Static }> {
  bytes ??= buildStore(generateShop(7, plan), () => 0).then((store) => {
    const pristine = store.pristine();
    store.close();
    return pristine;
  });
  const sqlite3 = await sqlite();
  const db = new sqlite3.oo1.DB(':memory:');
  const pristine = await bytes;
  deserialize(sqlite3, db, pristine);
  const store = storeOver(sqlite3, db, pristine, () => 0);
  return { store, db, sqlite3 };
}

/** Returns all observable state of a store: what a failed write must not change, and what a checkpoint must restore. */
export function everything(store: Store) {
  const reader = store.offTheBooks();
  const { products, shoppers } = store.size;
  const each = (count: number) => Array.from({ length: count }, (_, id) => id);
  return {
    products: reader.products(each(products)),
    profiles: each(shoppers).map((id) => reader.profile(id)),
    purchases: each(shoppers).map((id) => reader.purchases(id, 1_000)),
    interactions: reader.interactions(),
    versions: [...store.versions],
    changedAt: each(store.facts.count).map((fact) =>
      each(store.versions[fact] ?? 0).map((version) => store.changedAfter(fact, version)),
    ),
    feed: store.changes.read(store.changes.begin).changes,
    queries: store.queries.map((count) => ({ ...count })),
  };
}
