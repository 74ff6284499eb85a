import type { Interactions } from '../base/interactions';
import type { Cents, VirtualMs } from '../base/units';

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

/** What a shopper has said of themselves. Categories they want to see more of, and a wish for low prices. */
export interface Profile {
  readonly name: string;
  readonly likes: readonly number[];
  /** 0: price does not matter; 1: the cheaper the better. */
  readonly thrift: number;
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
}

export type ChangeKind = 'price' | 'stock' | 'profile' | 'purchase' | 'model';

/** One bump of one fact, as the feed tells it. */
export interface FactChange {
  readonly sequence: number;
  readonly kind: ChangeKind;
  readonly fact: number;
  /** The version after the change. */
  readonly version: number;
  readonly at: VirtualMs;
  /** For people: what it was and what it became, e.g. prices in cents. */
  readonly from?: number | string;
  readonly to?: number | string;
}

/** What one kind of query did so far. Times are the wall clock's, measured. */
export interface QueryCount {
  readonly statement: string;
  calls: number;
  rows: number;
  milliseconds: number;
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
  /** Everything that was ever bought, for training. Reads the whole table. */
  interactions(): Interactions;
}

export interface Store extends FactReader {
  readonly title: string;
  readonly size: ShopSize;
  readonly facts: FactSpace;
  /** Current version of each fact, by fact number. Kept in step with the tables; read it, never write it. */
  readonly versions: Int32Array;
  /** When a fact passed from `version` to the next one; undefined if it has not. */
  changedAfter(fact: number, version: number): VirtualMs | undefined;
  offTheBooks(): FactReader;
  readonly queries: readonly QueryCount[];
  /** Queries so far, all kinds. A running number: take differences. */
  readonly queryCount: number;
  readonly rowCount: number;

  /** Each change and its version bumps are one transaction. */
  setPrice(product: number, priceCents: Cents, at: VirtualMs): void;
  setProfile(shopper: number, profile: { likes: readonly number[]; thrift: number }, at: VirtualMs): void;
  /** A purchase adds to the history and takes from the stock (which never goes below 0; at 0 it is refilled). */
  purchase(shopper: number, product: number, quantity: number, at: VirtualMs): void;
  recordModel(name: string, at: VirtualMs): void;
  /** Called after each commit, for each bumped fact. Returns how to stop. */
  onChange(listener: (change: FactChange) => void): () => void;
  /** Back to the shop as it was opened: facts, versions and counts. A run begins here. */
  reset(): void;
  /** The shop as it was opened, as the bytes of an SQLite file. */
  pristine(): Uint8Array<ArrayBuffer>;
  close(): void;
}
