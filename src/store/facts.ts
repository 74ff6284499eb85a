import type { Interactions } from '../base/interactions';
import type { Reply } from '../base/result';
import type { Bytes, Cents, VirtualMs } from '../base/units';
import type { Bump, ChangeFeed, Statement, Taste } from './changes';
import type { Passage } from './versions';

/**
 * The storage layer as the others see it: facts, each with a version, and changes that bump versions. Products,
 * shoppers and categories have dense ids from 0, so that arrays can stand beside the tables.
 */

export interface Product {
  readonly id: number;
  /** The code that the shop's own data uses: StockCode, movieId. */
  readonly code: string;
  readonly name: string;
  readonly category: number;
  readonly priceCents: Cents;
  readonly stock: number;
  readonly version: number;
}

/** A shopper, with what they have said of themselves. */
export interface Profile extends Taste {
  readonly name: string;
  readonly version: number;
}

/** Purchases as columns, oldest first. `day` counts from the shop's first day and has a fraction. */
export interface Purchases {
  readonly product: Int32Array;
  readonly quantity: Int32Array;
  readonly day: Float64Array;
  readonly version: number;
}

export interface ShopSize {
  readonly products: number;
  readonly shoppers: number;
  readonly categories: number;
  readonly purchases: number;
}

/** What a fact is about: a product's row, what a shopper said of themselves, what they bought, the trained model. */
export type FactKind = 'product' | 'profile' | 'purchases' | 'model';

/** A fact's dense number: products first, then profiles, then histories, then the model. Also its tag in the caches. */
export class FactSpace {
  readonly count: number;
  constructor(readonly size: Pick<ShopSize, 'products' | 'shoppers'>) {
    this.count = size.products + 2 * size.shoppers + 1;
  }
  product = (id: number): number => id;
  profile = (shopper: number): number => this.size.products + shopper;
  history = (shopper: number): number => this.size.products + this.size.shoppers + shopper;
  get model(): number {
    return this.count - 1;
  }
  kindOf(fact: number): FactKind {
    const { products, shoppers } = this.size;
    if (fact < products) return 'product';
    if (fact === this.model) return 'model';
    return fact < products + shoppers ? 'profile' : 'purchases';
  }
}

/** What one prepared statement did so far. Times are the wall clock's, measured. */
export interface QueryCount {
  readonly statement: string;
  readonly calls: number;
  readonly rows: number;
  readonly milliseconds: number;
}

/** A store at one moment, to go back to. It holds only what differs from the shop as it was opened. */
export interface Checkpoint {
  /** About what it takes in memory. */
  readonly bytes: Bytes;
}

/**
 * Reads, all synchronous. Reads through `Store` are counted; reads through `offTheBooks()` are not, and serve the
 * audit. Ids out of range give undefined (single) or are left out (many).
 */
export interface FactReader {
  product(id: number): Product | undefined;
  /** One query for many. The result is in the order of `ids`. */
  products(ids: ArrayLike<number>): Product[];
  profile(shopper: number): Profile | undefined;
  /** The last `limit` purchases of a shopper, oldest first. */
  purchases(shopper: number, limit: number): Purchases;
  /** Ids of a category's products, ascending. Membership never changes within a shop. */
  categoryProducts(category: number): Int32Array;
  categories(): readonly { readonly id: number; readonly name: string; readonly products: number }[];
  /** Everything that was ever bought, or what came from the `from`th purchase on, for training. Scans the table. */
  interactions(from?: number): Interactions;
  /** What this reader asked for so far, by statement. Running numbers: take differences. */
  readonly queries: readonly QueryCount[];
}

export interface Store extends FactReader {
  readonly title: string;
  readonly size: ShopSize;
  readonly facts: FactSpace;
  /** Current version of each fact, by fact number. Kept in step with the tables; read it, never write it. */
  readonly versions: Int32Array;
  /** When, and by what kind of change, a fact passed from `version` to the next one; undefined if it has not. */
  changedAfter(fact: number, version: number): Passage | undefined;
  offTheBooks(): FactReader;
  /** What writing asked for so far, by statement. */
  readonly writes: readonly QueryCount[];
  /** Queries that read so far, all kinds. A running number: take differences. */
  readonly queryCount: number;
  readonly rowCount: number;
  /** Every change, for whoever has to know. */
  readonly changes: ChangeFeed;

  /**
   * Each change, with the bump of its version, is one transaction. What the store refuses (a price of 0, a product
   * that is not there, a full disk) is a Problem, and then nothing at all has changed: no row, no version, no feed.
   * A price or a profile that is so already is no change either.
   */
  setPrice(product: number, priceCents: Cents, at: VirtualMs): Reply<void>;
  setProfile(shopper: number, profile: Taste, at: VirtualMs): Reply<void>;
  /** A purchase adds to the history and takes from the stock (which never goes below 0; at 0 it is refilled). */
  purchase(shopper: number, product: number, quantity: number, at: VirtualMs): Reply<void>;
  recordModel(name: string, at: VirtualMs): Reply<void>;
  /** What would be bumped if this were written now. Off the books: it is really written, and taken back. */
  rehearse(change: Statement): readonly Bump[];
  /** Facts, versions and their times, counts and the feed as of now. */
  checkpoint(): Checkpoint;
  /** Back to a checkpoint of this store, as often as wanted: whatever is done from there goes as it went. */
  restore(checkpoint: Checkpoint): void;
  /** Back to the shop as it was opened: facts, versions, feed and counts. A run begins here. */
  reset(): void;
  /** The shop as it was opened, as the bytes of an SQLite file. */
  pristine(): Uint8Array<ArrayBuffer>;
  close(): void;
}
