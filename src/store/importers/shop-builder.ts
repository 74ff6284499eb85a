import type { ShopData } from '../shop-data';
import { boundPassed, type ImportLimits } from './import-limits';
import type { Importer, PurchaseRow } from './importer';
import { Numbering, ownText } from './numbering';
import { PurchaseColumns } from './purchase-columns';

const MINUTES_A_DAY = 1_440;
/** Number of preferred categories recorded for a shopper. */
const MAX_FAVOURITES = 2;

/** Builds a shop from purchases in any order: numbers products and shoppers, sorts by time and derives past prices. */
export class ShopBuilder {
  readonly #codes = new Numbering();
  readonly #names: string[] = [];
  readonly #categories: string[] = [];
  readonly #shoppers = new Numbering();
  readonly #rows = new PurchaseColumns();

  constructor(private readonly limits: ImportLimits) {}

  /** Accepts a purchase. If it would exceed a limit, rejects it and returns that limit in words. */
  add(row: PurchaseRow): string | undefined {
    const present = {
      purchases: this.#rows.length,
      products: this.#codes.size,
      shoppers: this.#shoppers.size,
    };
    let product = this.#codes.get(row.code);
    let shopper = this.#shoppers.get(row.customer);
    const isNew = { product: product === undefined, shopper: shopper === undefined };
    const passed = boundPassed(this.limits, present, isNew);
    if (passed !== undefined) return passed;
    product ??= this.#codes.add(row.code);
    shopper ??= this.#shoppers.add(row.customer);
    if (product === this.#names.length) this.#categories.push(ownText(row.category));
    // The name of a product may be missing in its first rows.
    if (!this.#names[product]) this.#names[product] = ownText(row.name);
    this.#rows.add(shopper, product, row.quantity, row.cents, row.minute);
    return undefined;
  }

  /** Returns the finished shop. The data has no stock: stock is set to the sales of two weeks. */
  finish({ title, categoriesOf, shopperName }: Importer): ShopData {
    const rows = this.#rows;
    const order = rows.inTimeOrder();
    const timeOf = (row: number) => (rows.minute[row] as number) / MINUTES_A_DAY;
    const firstDay = order.length > 0 ? Math.floor(timeOf(order[0] as number)) : 0;
    const lastDay = order.length > 0 ? Math.floor(timeOf(order[order.length - 1] as number)) : 0;
    const days = lastDay - firstDay + 1;
    const sold = new Float64Array(this.#codes.size);
    for (let row = 0; row < rows.length; row++) {
      const product = rows.product[row] as number;
      sold[product] = (sold[product] as number) + (rows.quantity[row] as number);
    }
    const shelves = this.#categories.some(Boolean) ? this.#categories : categoriesOf(this.#names);
    const categories = [...new Set(shelves)].sort();
    const categoryId = new Map(categories.map((name, id) => [name, id]));
    const category = Int32Array.from(shelves, (name) => categoryId.get(name) ?? 0);
    const { priceCents, pastPrices } = pricesOf(rows, order, this.#codes.size, firstDay);
    return {
      title,
      categories,
      products: {
        code: this.#codes.names,
        name: this.#names.map((name, product) => name || `Product ${this.#codes.names[product]}`),
        category,
        priceCents,
        stock: Int32Array.from(sold, (pieces) => 5 + Math.ceil((14 * pieces) / days)),
      },
      shoppers: {
        name: this.#shoppers.names.map(shopperName),
        likes: favourites(rows, category, this.#shoppers.size, categories.length),
        thrift: new Float64Array(this.#shoppers.size).fill(0.5),
      },
      purchases: {
        shopper: Int32Array.from(order, (row) => rows.shopper[row] as number),
        product: Int32Array.from(order, (row) => rows.product[row] as number),
        quantity: Int32Array.from(order, (row) => rows.quantity[row] as number),
        day: Float64Array.from(order, (row) => timeOf(row) - firstDay),
      },
      pastPrices,
    };
  }
}

/**
 * Derives prices. A product's price is the first one paid on its last day; each earlier day with another price gives a
 * past price.
 */
function pricesOf(rows: PurchaseColumns, order: Uint32Array, products: number, firstDay: number) {
  const priceCents = new Int32Array(products);
  const priceDay = new Float64Array(products).fill(Number.NEGATIVE_INFINITY);
  const past: { product: number; day: number; priceCents: number }[] = [];
  for (const row of order) {
    const product = rows.product[row] as number;
    const time = (rows.minute[row] as number) / MINUTES_A_DAY;
    const day = Math.floor(time);
    if (day <= (priceDay[product] as number)) continue;
    const before = priceCents[product] as number;
    const cents = Math.max(1, rows.cents[row] as number);
    if (before > 0 && before !== cents) past.push({ product, day: time - firstDay, priceCents: before });
    priceCents[product] = cents;
    priceDay[product] = day;
  }
  past.sort((a, b) => a.day - b.day || a.product - b.product);
  return {
    priceCents,
    pastPrices: {
      product: Int32Array.from(past, ({ product }) => product),
      day: Float64Array.from(past, ({ day }) => day),
      priceCents: Int32Array.from(past, (one) => one.priceCents),
    },
  };
}

/** Returns the categories that each shopper bought most from; ties go to the smaller id. */
function favourites(
  rows: PurchaseColumns,
  category: Int32Array,
  shoppers: number,
  categories: number,
): number[][] {
  // After sorting, equal pairs of shopper and category are adjacent, so no table per shopper is needed.
  const pairs = Float64Array.from(
    { length: rows.length },
    (_, row) =>
      (rows.shopper[row] as number) * categories + (category[rows.product[row] as number] as number),
  ).sort();
  const counts = Array.from({ length: shoppers }, (): { shelf: number; count: number }[] => []);
  for (let from = 0; from < pairs.length; ) {
    const pair = pairs[from] as number;
    let to = from;
    while (pairs[to] === pair) to++;
    const own = counts[Math.floor(pair / categories)] as { shelf: number; count: number }[];
    own.push({ shelf: pair % categories, count: to - from });
    own.sort((a, b) => b.count - a.count || a.shelf - b.shelf).splice(MAX_FAVOURITES);
    from = to;
  }
  return counts.map((own) => own.map(({ shelf }) => shelf));
}
