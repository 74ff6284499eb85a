/** Purchases (or likes) of products by shoppers: columns of equal length, in time order. The input of a training. */
export interface Interactions {
  readonly shoppers: number;
  readonly products: number;
  readonly shopper: Int32Array;
  readonly product: Int32Array;
  /** Days since the shop's first day, with a fraction. */
  readonly day: Float64Array;
}
