import type { Database, Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import type { Interactions } from '../base/interactions';
import { type Query, Statements } from './database';
import type { FactReader, Product, Profile, Purchases, QueryCount, ShopSize } from './facts';

/**
 * The columns of products that never change, read once: fetching and decoding them again would be most of a query's
 * time.
 */
export interface ProductLabels {
  readonly codes: readonly string[];
  readonly names: readonly string[];
}

/** The reads, each a prepared statement. One instance is counted; a second one serves the audit and is not. */
export class Reader implements FactReader {
  readonly #size: ShopSize;
  readonly #labels: ProductLabels;
  readonly #statements: Statements<keyof typeof statements>;

  constructor(
    sqlite3: Sqlite3Static,
    db: Database,
    size: ShopSize,
    labels: ProductLabels,
    wallNow: () => number,
  ) {
    this.#size = size;
    this.#labels = labels;
    this.#statements = new Statements(sqlite3, db, statements, wallNow);
  }

  get queries(): readonly QueryCount[] {
    return this.#statements.counts;
  }

  /** Sets the counts to the copy `queries`, or to zero without it. */
  recount(queries?: readonly QueryCount[]): void {
    this.#statements.recount(queries);
  }

  product(id: number): Product | undefined {
    const query = this.#statements.get('one product');
    let found: Product | undefined;
    query.run([id], () => {
      found = this.#productRow(query);
    });
    return found;
  }

  products(ids: ArrayLike<number>): Product[] {
    const found: Product[] = [];
    if (ids.length === 0) return found;
    const query = this.#statements.get('many products');
    query.run([JSON.stringify(Array.from(ids))], () => found.push(this.#productRow(query)));
    return found;
  }

  profile(shopper: number): Profile | undefined {
    const query = this.#statements.get('profile');
    let found: Profile | undefined;
    query.run([shopper], () => {
      found = {
        name: query.text(0),
        // Only this layer writes it, so it needs no validation.
        likes: JSON.parse(query.text(1)) as number[],
        thrift: query.real(2),
        version: query.int(3),
      };
    });
    return found;
  }

  purchases(shopper: number, limit: number): Purchases {
    const query = this.#statements.get('purchases');
    const rows: { product: number; quantity: number; day: number }[] = [];
    let version = 0;
    query.run([shopper, limit], () => {
      rows.push({ product: query.int(0), quantity: query.int(1), day: query.real(2) });
      version = query.int(3);
    });
    rows.reverse();
    return {
      product: Int32Array.from(rows, (row) => row.product),
      quantity: Int32Array.from(rows, (row) => row.quantity),
      day: Float64Array.from(rows, (row) => row.day),
      version,
    };
  }

  categoryProducts(category: number): Int32Array {
    const query = this.#statements.get('products of a category');
    const ids: number[] = [];
    query.run([category], () => ids.push(query.int(0)));
    return Int32Array.from(ids);
  }

  categories(): { id: number; name: string; products: number }[] {
    const query = this.#statements.get('categories');
    const found: { id: number; name: string; products: number }[] = [];
    query.run([], () => found.push({ id: query.int(0), name: query.text(1), products: query.int(2) }));
    return found;
  }

  interactions(from = 0): Interactions {
    const query = this.#statements.get('purchases since');
    let rows = 0;
    const total = this.#statements.get('count of purchases');
    total.run([], () => {
      rows = total.int(0);
    });
    const wanted = Math.max(0, rows - from);
    const shopper = new Int32Array(wanted);
    const product = new Int32Array(wanted);
    const day = new Float64Array(wanted);
    // A purchase's id is its position in time.
    query.run([from], () => {
      const place = query.int(0) - from;
      shopper[place] = query.int(1);
      product[place] = query.int(2);
      day[place] = query.real(3);
    });
    return { shoppers: this.#size.shoppers, products: this.#size.products, shopper, product, day };
  }

  #productRow(query: Query): Product {
    const id = query.int(0);
    return {
      id,
      code: this.#labels.codes[id] ?? '',
      name: this.#labels.names[id] ?? '',
      category: query.int(1),
      priceCents: query.int(2),
      stock: query.int(3),
      version: query.int(4),
    };
  }

  close(): void {
    this.#statements.close();
  }
}

const productColumns = 'p.id, p.category, p.price_cents, p.stock, p.version';
const statements = {
  'one product': `SELECT ${productColumns} FROM product p WHERE p.id = ?`,
  // CROSS JOIN makes the list the outer loop: rows come in its order, without a sort that costs a third of the query.
  'many products': `SELECT ${productColumns} FROM json_each(?) wanted CROSS JOIN product p ON p.id = wanted.value`,
  profile: 'SELECT name, likes, thrift, version FROM shopper WHERE id = ?',
  purchases: `SELECT b.product, b.quantity, b.day, s.history_version FROM purchase b JOIN shopper s ON s.id = b.shopper
    WHERE b.shopper = ? ORDER BY b.id DESC LIMIT ?`,
  'products of a category': 'SELECT id FROM product WHERE category = ? ORDER BY id',
  categories: `SELECT c.id, c.name, count(p.id) FROM category c LEFT JOIN product p ON p.category = c.id GROUP BY c.id ORDER BY c.id`,
  'purchases since': 'SELECT id, shopper, product, day FROM purchase WHERE id >= ?',
  'count of purchases': 'SELECT count(*) FROM purchase',
} as const;
