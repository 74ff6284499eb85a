/** Who bought (or liked) what, when: columns of equal length, in time order. What a recommender is trained on. */
export interface Interactions {
  readonly shoppers: number;
  readonly products: number;
  readonly shopper: Int32Array;
  readonly product: Int32Array;
  /** Days since the shop's first day, with a fraction. */
  readonly day: Float64Array;
}
