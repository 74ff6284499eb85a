/** The largest shop that an import accepts, so that it stops before memory runs out. */
export interface ImportLimits {
  readonly purchases: number;
  readonly products: number;
  readonly shoppers: number;
}

/**
 * At all three limits an import peaks at 690 MB and the shop then takes 350 MB, measured in Node 20 with names of 30
 * characters. A browser tab has 2 to 4 GB.
 */
export const importLimits: ImportLimits = { purchases: 2_000_000, products: 100_000, shoppers: 300_000 };

/** Returns the limit that one more purchase would exceed, in words; undefined if none. */
export function boundPassed(
  limits: ImportLimits,
  present: ImportLimits,
  isNew: { readonly product: boolean; readonly shopper: boolean },
): string | undefined {
  if (present.purchases >= limits.purchases) return `the limit of ${many(limits.purchases)} purchases`;
  if (isNew.product && present.products >= limits.products)
    return `the limit of ${many(limits.products)} products`;
  if (isNew.shopper && present.shoppers >= limits.shoppers)
    return `the limit of ${many(limits.shoppers)} customers`;
  return undefined;
}

const many = (count: number): string => count.toLocaleString('en');
