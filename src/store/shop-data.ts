/**
 * A shop before it becomes a database, as the generator and the importers produce it. Columns; the index of a product,
 * a shopper or a category is its id.
 */
export interface ShopData {
  readonly title: string;
  readonly categories: readonly string[];
  readonly products: {
    readonly code: readonly string[];
    readonly name: readonly string[];
    readonly category: Int32Array;
    readonly priceCents: Int32Array;
    readonly stock: Int32Array;
  };
  readonly shoppers: {
    readonly name: readonly string[];
    readonly likes: readonly (readonly number[])[];
    readonly thrift: Float64Array;
  };
  /** In time order. `day` counts from the first day, with a fraction. */
  readonly purchases: {
    readonly shopper: Int32Array;
    readonly product: Int32Array;
    readonly quantity: Int32Array;
    readonly day: Float64Array;
  };
  /** Earlier prices of products, in time order. */
  readonly pastPrices: {
    readonly product: Int32Array;
    readonly day: Float64Array;
    readonly priceCents: Int32Array;
  };
}
