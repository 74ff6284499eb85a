import type { Interactions } from '../base/interactions';
import type { Reply } from '../base/result';
import type { Bytes, Cents, VirtualMs } from '../base/units';
import type { Bump, ChangeFeed, Statement, Taste } from './changes';
import type { VersionChange } from './versions';

/**
 * The public face of the storage layer: facts, each with a version, and changes that bump versions. Products, shoppers
 * and categories have dense ids from 0, so that callers can keep arrays beside the tables.
 */

export interface Product {
  readonly id: number;
  /** The code in the shop's own data: StockCode, movieId. */
  readonly code: string;
  readonly name: string;
  readonly category: number;
  readonly priceCents: Cents;
  readonly stock: number;
  readonly version: number;
}

/** A shopper with the stated preferences. */
export interface Profile extends Taste {
  readonly name: string;
  readonly version: number;
}

/** Purchases as columns, oldest first. `day` counts from the shop's first day, with a fraction. */
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

/** The kinds of facts: a product's row, a shopper's stated preferences, a shopper's purchases, the trained model. */
export type FactKind = 'product' | 'profile' | 'purchases' | 'model';

/**
 * The dense numbers of the facts: products first, then profiles, histories and the model. A fact's number is also its
 * cache tag.
 */
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

/** What one prepared statement has done so far. Times are measured on the wall clock. */
export interface QueryCount {
  readonly statement: string;
  readonly calls: number;
  readonly rows: number;
  readonly milliseconds: number;
}

/** A saved state of a store. It holds only what differs from the shop as opened. */
export interface Checkpoint {
  /** Approximate size in memory. */
  readonly bytes: Bytes;
}

/**
 * Synchronous reads. Reads through `Store` are counted; reads through `offTheBooks()`, which the audit uses, are not.
 * An unknown id gives undefined (single reads) or is left out (reads of many).
 */
export interface FactReader {
  product(id: number): Product | undefined;
  /** Reads many products in one query, in the order of `ids`. */
  products(ids: ArrayLike<number>): Product[];
  profile(shopper: number): Profile | undefined;
  /** Reads the last `limit` purchases of a shopper, oldest first. */
  purchases(shopper: number, limit: number): Purchases;
  /** Reads the ids of a category's products, ascending. Membership never changes within a shop. */
  categoryProducts(category: number): Int32Array;
  categories(): readonly { readonly id: number; readonly name: string; readonly products: number }[];
  /** Reads all purchases, or those from number `from` on, for training. Scans the table. */
  interactions(from?: number): Interactions;
  /** What this reader has queried so far, by statement. Running totals: take differences. */
  readonly queries: readonly QueryCount[];
}

export interface Store extends FactReader {
  readonly title: string;
  readonly size: ShopSize;
  readonly facts: FactSpace;
  /** Current version of each fact, by fact number. The store keeps it in step with the tables; callers only read it. */
  readonly versions: Int32Array;
  /** Returns when, and by what kind of change, a fact left `version`; undefined if it is still current. */
  changedAfter(fact: number, version: number): VersionChange | undefined;
  /** Changes for which `changedAfter` has a date: at most `MAX_DATED`, and one of each fact. */
  readonly datedChanges: number;
  offTheBooks(): FactReader;
  /** What the writes have queried so far, by statement. */
  readonly writes: readonly QueryCount[];
  /** Read queries so far, of all kinds. A running total: take differences. */
  readonly queryCount: number;
  readonly rowCount: number;
  /** All changes, for followers and readers. */
  readonly changes: ChangeFeed;

  /**
   * Each change and its version bump are one transaction. A change that the store refuses (a price of 0, an unknown
   * product, a full disk) is a Problem and leaves rows, versions and feed as they were. Writing a price or a profile
   * equal to the current one changes nothing.
   */
  setPrice(product: number, priceCents: Cents, at: VirtualMs): Reply<void>;
  setProfile(shopper: number, profile: Taste, at: VirtualMs): Reply<void>;
  /** Adds a purchase to the history and takes it from the stock. Stock never goes below 0; at 0 it is refilled. */
  purchase(shopper: number, product: number, quantity: number, at: VirtualMs): Reply<void>;
  recordModel(name: string, at: VirtualMs): Reply<void>;
  /** Returns what this write would bump now. Not counted: it is written and rolled back. */
  rehearse(change: Statement): readonly Bump[];
  /** Saves facts, versions with their times, counts and the feed. */
  checkpoint(): Checkpoint;
  /** Restores a checkpoint of this store, any number of times. The same changes afterwards have the same results. */
  restore(checkpoint: Checkpoint): void;
  /** Restores the shop as opened: facts, versions, feed and counts. A run starts here. */
  reset(): void;
  /** Returns the shop as opened, as the bytes of an SQLite file. */
  pristine(): Uint8Array<ArrayBuffer>;
  close(): void;
}
