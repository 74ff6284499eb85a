import type { Database, Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import type { VirtualMs } from '../base/units';
import { buildDatabase } from './build';
import { sqlite } from './database';
import { type FactChange, FactSpace, type QueryCount, type ShopSize, type Store } from './facts';
import { type ProductLabels, Reader } from './reader';
import type { ShopData } from './shop-data';
import { FactVersions } from './versions';

/** What stock is filled up to when the last piece is sold. */
const REFILL = 100;
const MS_A_DAY = 86_400_000;

/** Puts a shop into a new database in memory. `wallNow` serves the measuring of queries only. */
export async function buildStore(data: ShopData, wallNow: () => number): Promise<Store> {
  const sqlite3 = await sqlite();
  const db = new sqlite3.oo1.DB(':memory:');
  buildDatabase(sqlite3, db, data);
  return new SqliteStore(sqlite3, db, sqlite3.capi.sqlite3_js_db_export(db), wallNow);
}

/** Opens a shop from the bytes that `pristine` gave. Throws when they are no database of this kind. */
export async function loadStore(bytes: Uint8Array<ArrayBuffer>, wallNow: () => number): Promise<Store> {
  const sqlite3 = await sqlite();
  const db = new sqlite3.oo1.DB(':memory:');
  try {
    deserialize(sqlite3, db, bytes);
    return new SqliteStore(sqlite3, db, bytes, wallNow);
  } catch (error) {
    db.close();
    throw error;
  }
}

class SqliteStore extends Reader implements Store {
  readonly title: string;
  readonly size: ShopSize;
  readonly facts: FactSpace;
  readonly versions: Int32Array;
  readonly #sqlite3: Sqlite3Static;
  readonly #db: Database;
  readonly #pristine: Uint8Array<ArrayBuffer>;
  readonly #audit: Reader;
  readonly #history: FactVersions;
  readonly #listeners = new Set<(change: FactChange) => void>();
  #sequence = 0;
  readonly #firstDay: number;
  #purchases: number;

  constructor(
    sqlite3: Sqlite3Static,
    db: Database,
    pristine: Uint8Array<ArrayBuffer>,
    wallNow: () => number,
  ) {
    const size = sizeOf(db);
    const labels = labelsOf(db);
    super(sqlite3, db, size, labels, wallNow);
    this.#sqlite3 = sqlite3;
    this.#db = db;
    this.#pristine = pristine;
    this.title = String(db.selectValue('SELECT title FROM shop'));
    this.size = size;
    this.facts = new FactSpace(size);
    this.#history = new FactVersions(this.facts.count);
    this.versions = this.#history.current;
    this.#audit = new Reader(sqlite3, db, size, labels, wallNow);
    this.#purchases = size.purchases;
    this.#firstDay = Math.ceil(Number(db.selectValue('SELECT coalesce(max(day), 0) FROM purchase')));
  }

  get queries(): readonly QueryCount[] {
    return this.counts;
  }

  get queryCount(): number {
    return this.counts.reduce((sum, { calls }) => sum + calls, 0);
  }

  get rowCount(): number {
    return this.counts.reduce((sum, { rows }) => sum + rows, 0);
  }

  offTheBooks(): Reader {
    return this.#audit;
  }

  changedAfter(fact: number, version: number): VirtualMs | undefined {
    return this.#history.changedAfter(fact, version);
  }

  setPrice(product: number, priceCents: number, at: VirtualMs): void {
    const from = this.#number('SELECT price_cents FROM product WHERE id = ?', [product]);
    this.#db.transaction(() => {
      this.#write('INSERT INTO past_price VALUES (?, ?, ?)', [product, this.#day(at), from]);
      this.#write('UPDATE product SET price_cents = ?, version = version + 1 WHERE id = ?', [
        priceCents,
        product,
      ]);
    });
    this.#bump('price', this.facts.product(product), at, from, priceCents);
  }

  setProfile(shopper: number, profile: { likes: readonly number[]; thrift: number }, at: VirtualMs): void {
    const likes = JSON.stringify(profile.likes);
    const from = String(this.#db.selectValue('SELECT likes FROM shopper WHERE id = ?', [shopper]));
    this.#db.transaction(() =>
      this.#write('UPDATE shopper SET likes = ?, thrift = ?, version = version + 1 WHERE id = ?', [
        likes,
        profile.thrift,
        shopper,
      ]),
    );
    this.#bump('profile', this.facts.profile(shopper), at, from, likes);
  }

  purchase(shopper: number, product: number, quantity: number, at: VirtualMs): void {
    const from = this.#number('SELECT stock FROM product WHERE id = ?', [product]);
    const to = from > quantity ? from - quantity : REFILL;
    this.#db.transaction(() => {
      this.#write(`INSERT INTO purchase VALUES (?, ?, ?, ?, ?)`, [
        shopper,
        this.#purchases,
        product,
        quantity,
        this.#day(at),
      ]);
      this.#write('UPDATE shopper SET history_version = history_version + 1 WHERE id = ?', [shopper]);
      this.#write('UPDATE product SET stock = ?, version = version + 1 WHERE id = ?', [to, product]);
    });
    this.#purchases++;
    this.#bump('purchase', this.facts.history(shopper), at, undefined, product);
    this.#bump('stock', this.facts.product(product), at, from, to);
  }

  recordModel(name: string, at: VirtualMs): void {
    const version = (this.versions[this.facts.model] ?? 0) + 1;
    this.#db.transaction(() =>
      this.#write('INSERT INTO model VALUES (?, ?, ?)', [version, name, this.#day(at)]),
    );
    this.#bump('model', this.facts.model, at, version - 1, version);
  }

  onChange(listener: (change: FactChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  reset(): void {
    deserialize(this.#sqlite3, this.#db, this.#pristine);
    this.#history.clear();
    this.#sequence = 0;
    this.#purchases = this.size.purchases;
    for (const count of this.counts) Object.assign(count, { calls: 0, rows: 0, milliseconds: 0 });
  }

  pristine(): Uint8Array<ArrayBuffer> {
    return this.#pristine;
  }

  override close(): void {
    this.#audit.close();
    super.close();
    this.#db.close();
  }

  /** The run follows the shop's past: its first moment is the end of the last day that has a purchase. */
  #day(at: VirtualMs): number {
    return this.#firstDay + at / MS_A_DAY;
  }

  #number(sql: string, bind: (number | string)[]): number {
    const value = this.#db.selectValue(sql, bind);
    if (typeof value !== 'number') throw new Error(`${sql} of ${bind.join()} gave ${String(value)}`);
    return value;
  }

  #write(sql: string, bind: (number | string)[]): void {
    this.#db.exec(sql, { bind });
  }

  /** After the commit, so that no listener sees what may still be rolled back. */
  #bump(
    kind: FactChange['kind'],
    fact: number,
    at: VirtualMs,
    from?: number | string,
    to?: number | string,
  ): void {
    const version = this.#history.bump(fact, at);
    const change: FactChange = { sequence: ++this.#sequence, kind, fact, version, at, from, to };
    for (const listener of this.#listeners) listener(change);
  }
}

function sizeOf(db: Database): ShopSize {
  const count = (table: string) => Number(db.selectValue(`SELECT count(*) FROM ${table}`));
  return {
    products: count('product'),
    shoppers: count('shopper'),
    categories: count('category'),
    purchases: count('purchase'),
  };
}

function labelsOf(db: Database): ProductLabels {
  const column = (name: string) => db.selectValues(`SELECT ${name} FROM product ORDER BY id`).map(String);
  return { codes: column('code'), names: column('name') };
}

/** Makes the database what the bytes say. SQLite frees its copy of them by itself. */
function deserialize({ capi, wasm }: Sqlite3Static, db: Database, bytes: Uint8Array): void {
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
    throw new Error(`The shop's bytes are no database: SQLite said ${capi.sqlite3_js_rc_str(code) ?? code}`);
}
