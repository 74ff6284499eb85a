import type { Database, Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import { ok, type Reply } from '../base/result';
import type { VirtualMs } from '../base/units';
import { buildDatabase } from './build';
import { type Bump, ChangeFeed, type FeedState, type Statement, type Taste } from './changes';
import { deserialize, sqlite } from './database';
import { type Checkpoint, FactSpace, type QueryCount, type ShopSize, type Store } from './facts';
import { type ChangedPages, changedPages, withPages } from './pages';
import { type ProductLabels, Reader } from './reader';
import type { ShopData } from './shop-data';
import { rehearse, transact } from './transaction';
import { FactVersions, type VersionChange, type VersionState } from './versions';
import { Writer } from './writer';

const MS_A_DAY = 86_400_000;

/** Builds a shop in a new database in memory. `wallNow` only serves to time queries. */
export async function buildStore(data: ShopData, wallNow: () => number): Promise<Store> {
  const sqlite3 = await sqlite();
  const db = new sqlite3.oo1.DB(':memory:');
  try {
    buildDatabase(sqlite3, db, data);
    return storeOver(sqlite3, db, sqlite3.capi.sqlite3_js_db_export(db), wallNow);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Opens a shop from the bytes that `pristine` returned. Throws when they are not such a database. */
export async function loadStore(bytes: Uint8Array<ArrayBuffer>, wallNow: () => number): Promise<Store> {
  const sqlite3 = await sqlite();
  const db = new sqlite3.oo1.DB(':memory:');
  try {
    deserialize(sqlite3, db, bytes);
    return storeOver(sqlite3, db, bytes, wallNow);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Returns a store over an open database that holds the contents of `pristine`. The store closes the database. */
export const storeOver = (
  sqlite3: Sqlite3Static,
  db: Database,
  pristine: Uint8Array<ArrayBuffer>,
  wallNow: () => number,
): Store => new SqliteStore(sqlite3, db, pristine, wallNow);

class SqliteStore extends Reader implements Store {
  readonly title: string;
  readonly size: ShopSize;
  readonly facts: FactSpace;
  readonly versions: Int32Array;
  readonly changes = new ChangeFeed();
  readonly #sqlite3: Sqlite3Static;
  readonly #db: Database;
  readonly #pristine: Uint8Array<ArrayBuffer>;
  readonly #audit: Reader;
  readonly #writer: Writer;
  /** Runs the writes that are rolled back, so that they are not counted. */
  readonly #rehearsal: Writer;
  readonly #history: FactVersions;
  readonly #firstDay: number;
  #purchases: number;
  #knownShop: string | undefined;

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
    this.#writer = new Writer(sqlite3, db, this.facts, wallNow);
    this.#rehearsal = new Writer(sqlite3, db, this.facts, wallNow);
    this.#purchases = size.purchases;
    this.#firstDay = Math.ceil(Number(db.selectValue('SELECT coalesce(max(day), 0) FROM purchase')));
    // The first follower: the followers after it find the versions in step.
    this.changes.follow((transaction) => {
      for (const change of transaction) this.#history.take(change);
    });
  }

  get writes(): readonly QueryCount[] {
    return this.#writer.counts;
  }

  get queryCount(): number {
    return this.queries.reduce((sum, { calls }) => sum + calls, 0);
  }

  get rowCount(): number {
    return this.queries.reduce((sum, { rows }) => sum + rows, 0);
  }

  offTheBooks(): Reader {
    return this.#audit;
  }

  get datedChanges(): number {
    return this.#history.dated;
  }

  changedAfter(fact: number, version: number): VersionChange | undefined {
    return this.#history.changedAfter(fact, version);
  }

  setPrice(product: number, priceCents: number, at: VirtualMs): Reply<void> {
    return this.#change(`set the price of product ${product} to ${priceCents}`, at, (day) =>
      this.#writer.price(product, priceCents, day),
    );
  }

  setProfile(shopper: number, profile: Taste, at: VirtualMs): Reply<void> {
    return this.#change(`set the profile of shopper ${shopper}`, at, () =>
      this.#writer.profile(shopper, profile),
    );
  }

  purchase(shopper: number, product: number, quantity: number, at: VirtualMs): Reply<void> {
    const what = `sell ${quantity} of product ${product} to shopper ${shopper}`;
    const done = this.#change(what, at, (day) =>
      this.#writer.purchase(shopper, this.#purchases, product, quantity, day),
    );
    if (done.ok) this.#purchases++;
    return done;
  }

  recordModel(name: string, at: VirtualMs): Reply<void> {
    return this.#change(`record the model ${name}`, at, (day) => this.#writer.model(name, day));
  }

  rehearse(change: Statement): readonly Bump[] {
    const writer = this.#rehearsal;
    return rehearse(writer, () =>
      change.kind === 'price'
        ? writer.price(change.product, change.to, this.#dayOf(change.at))
        : writer.profile(change.shopper, change.to),
    );
  }

  checkpoint(): Checkpoint {
    return savedStore(this.#shop, {
      pages: changedPages(this.#pristine, this.#sqlite3.capi.sqlite3_js_db_export(this.#db)),
      versions: this.#history.save(),
      feed: this.changes.save(),
      queries: this.queries.map((count) => ({ ...count })),
      writes: this.writes.map((count) => ({ ...count })),
      purchases: this.#purchases,
    });
  }

  restore(checkpoint: Checkpoint): void {
    if (!isSavedStore(checkpoint) || checkpoint.shop !== this.#shop)
      throw new Error('This checkpoint is of another shop');
    const { pages, versions, feed, queries, writes, purchases } = checkpoint.state;
    deserialize(this.#sqlite3, this.#db, withPages(this.#pristine, pages));
    this.#history.restore(versions);
    this.changes.restore(feed);
    this.recount(queries);
    this.#writer.recount(writes);
    this.#purchases = purchases;
  }

  reset(): void {
    deserialize(this.#sqlite3, this.#db, this.#pristine);
    this.#history.clear();
    this.changes.clear();
    this.recount();
    this.#writer.recount();
    this.#purchases = this.size.purchases;
  }

  pristine(): Uint8Array<ArrayBuffer> {
    return this.#pristine;
  }

  override close(): void {
    this.#audit.close();
    this.#writer.close();
    this.#rehearsal.close();
    super.close();
    this.#db.close();
  }

  /** Identifies this shop in checkpoints. */
  get #shop(): string {
    this.#knownShop ??= `${this.title} ${this.#pristine.byteLength} ${hashOf(this.#pristine)}`;
    return this.#knownShop;
  }

  /** A run follows the shop's past: it starts at the end of the last day that has a purchase. */
  #dayOf(at: VirtualMs): number {
    return this.#firstDay + at / MS_A_DAY;
  }

  #change(what: string, at: VirtualMs, write: (day: number) => Bump[]): Reply<void> {
    const day = this.#dayOf(at);
    const done = transact(this.#sqlite3, this.#db, this.#writer, what, () => write(day));
    if (!done.ok) return done;
    // After the commit: followers never see a change that is rolled back.
    this.changes.commit(done.value, at);
    return ok(undefined);
  }
}

interface StoreState {
  readonly pages: ChangedPages;
  readonly versions: VersionState;
  readonly feed: FeedState;
  readonly queries: readonly QueryCount[];
  readonly writes: readonly QueryCount[];
  readonly purchases: number;
}

/** A change in the feed: an object with about ten numbers. */
const BYTES_PER_CHANGE = 160;
/** A time and a kind, in an object. */
const BYTES_PER_VERSION_CHANGE = 32;
/** A fact's number in a list. */
const BYTES_PER_PLACE = 8;

/** Plain data: a checkpoint can be stored outside the worker and restored later. */
interface SavedStore extends Checkpoint {
  readonly shop: string;
  readonly state: StoreState;
}

function savedStore(shop: string, state: StoreState): SavedStore {
  const { pages, versions, feed } = state;
  let dates = 0;
  for (const changes of versions.changes.values()) dates += BYTES_PER_VERSION_CHANGE * changes.length;
  const bytes =
    pages.bytes.byteLength +
    versions.current.byteLength +
    dates +
    BYTES_PER_PLACE * versions.order.length +
    BYTES_PER_CHANGE * feed.kept.length;
  return { bytes, shop, state };
}

const isSavedStore = (checkpoint: Checkpoint): checkpoint is SavedStore =>
  'shop' in checkpoint && 'state' in checkpoint;

/** FNV-1a over bytes. */
function hashOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  return hash >>> 0;
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
