import type { ShopData } from '../shop-data';

const MINUTES_A_DAY = 1_440;

interface DraftProduct {
  readonly code: string;
  name: string;
  category: string;
  priceCents: number;
  /** Day of the last price, whole. */
  priceDay: number;
  sold: number;
}

/** Grows a shop from rows in any order: numbers products and shoppers, keeps prices, sorts the purchases by time. */
export class ShopBuilder {
  readonly #products: DraftProduct[] = [];
  readonly #productIds = new Map<string, number>();
  readonly #shopperCodes: string[] = [];
  readonly #shopperIds = new Map<string, number>();
  readonly #rows: { shopper: number; product: number; quantity: number; minute: number }[] = [];
  readonly #past: { product: number; minute: number; priceCents: number }[] = [];

  get purchases(): number {
    return this.#rows.length;
  }

  product(code: string, name: string, category = ''): number {
    const known = this.#productIds.get(code);
    if (known !== undefined) {
      const product = this.#products[known] as DraftProduct;
      if (!product.name) product.name = name;
      return known;
    }
    const id = this.#products.length;
    this.#productIds.set(code, id);
    this.#products.push({ code, name, category, priceCents: 0, priceDay: -1, sold: 0 });
    return id;
  }

  shopper(code: string): number {
    const known = this.#shopperIds.get(code);
    if (known !== undefined) return known;
    const id = this.#shopperCodes.length;
    this.#shopperIds.set(code, id);
    this.#shopperCodes.push(code);
    return id;
  }

  purchase(shopper: number, product: number, quantity: number, minute: number, priceCents: number): void {
    this.#rows.push({ shopper, product, quantity, minute });
    const draft = this.#products[product] as DraftProduct;
    draft.sold += quantity;
    const day = Math.floor(minute / MINUTES_A_DAY);
    if (day <= draft.priceDay) return;
    if (draft.priceCents > 0 && draft.priceCents !== priceCents)
      this.#past.push({ product, minute, priceCents: draft.priceCents });
    draft.priceCents = priceCents;
    draft.priceDay = day;
  }

  /**
   * The finished shop. Stock, which no data has, is what sells in two weeks.
   * @param categoriesOf names categories from the product names where the data has none.
   * @param shopperName what a shopper is called, from their code.
   */
  finish(
    title: string,
    categoriesOf: (names: readonly string[]) => readonly string[],
    shopperName: (code: string) => string,
  ): ShopData {
    this.#rows.sort((a, b) => a.minute - b.minute || a.shopper - b.shopper || a.product - b.product);
    this.#past.sort((a, b) => a.minute - b.minute || a.product - b.product);
    const firstDay = Math.floor((this.#rows[0]?.minute ?? 0) / MINUTES_A_DAY);
    const lastDay = Math.floor((this.#rows.at(-1)?.minute ?? 0) / MINUTES_A_DAY);
    const days = lastDay - firstDay + 1;
    const dayOf = ({ minute }: { minute: number }) => minute / MINUTES_A_DAY - firstDay;

    const named = this.#products.map(({ category }) => category);
    const shelves = named.some(Boolean) ? named : categoriesOf(this.#products.map(({ name }) => name));
    const categories = [...new Set(shelves)].sort();
    const categoryId = new Map(categories.map((name, id) => [name, id]));
    const category = Int32Array.from(shelves, (name) => categoryId.get(name) ?? 0);
    return {
      title,
      categories,
      products: {
        code: this.#products.map(({ code }) => code),
        name: this.#products.map(({ name, code }) => name || `Product ${code}`),
        category,
        priceCents: Int32Array.from(this.#products, ({ priceCents }) => Math.max(1, priceCents)),
        stock: Int32Array.from(this.#products, ({ sold }) => 5 + Math.ceil((14 * sold) / days)),
      },
      shoppers: {
        name: this.#shopperCodes.map(shopperName),
        likes: this.#favourites(category),
        thrift: Float64Array.from(this.#shopperCodes, () => 0.5),
      },
      purchases: {
        shopper: Int32Array.from(this.#rows, ({ shopper }) => shopper),
        product: Int32Array.from(this.#rows, ({ product }) => product),
        quantity: Int32Array.from(this.#rows, ({ quantity }) => quantity),
        day: Float64Array.from(this.#rows, dayOf),
      },
      pastPrices: {
        product: Int32Array.from(this.#past, ({ product }) => product),
        day: Float64Array.from(this.#past, dayOf),
        priceCents: Int32Array.from(this.#past, ({ priceCents }) => priceCents),
      },
    };
  }

  /** The two categories that each shopper bought most from; ties: the smaller id. */
  #favourites(category: Int32Array): number[][] {
    const counts = this.#shopperCodes.map(() => new Map<number, number>());
    for (const { shopper, product } of this.#rows) {
      const own = counts[shopper] as Map<number, number>;
      const shelf = category[product] as number;
      own.set(shelf, (own.get(shelf) ?? 0) + 1);
    }
    return counts.map((own) =>
      [...own]
        .sort(([a, m], [b, n]) => n - m || a - b)
        .slice(0, 2)
        .map(([shelf]) => shelf),
    );
  }
}
