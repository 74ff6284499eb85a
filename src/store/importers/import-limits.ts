/** What a shop may hold: beyond it an import stops before the memory does. */
export interface ImportLimits {
  readonly purchases: number;
  readonly products: number;
  readonly shoppers: number;
}

/**
 * With all three reached, an import takes 690 MB at its height and the shop 350 MB afterwards, measured in Node 20 with
 * names of 30 characters. A tab of a browser may have 2 to 4 GB.
 */
export const importLimits: ImportLimits = { purchases: 2_000_000, products: 100_000, shoppers: 300_000 };

/** Returns which bound a further purchase would pass, in words; undefined if none. */
export function boundPassed(
  limits: ImportLimits,
  present: ImportLimits,
  isNew: { readonly product: boolean; readonly shopper: boolean },
): string | undefined {
  if (present.purchases >= limits.purchases) return `the bound of ${many(limits.purchases)} purchases`;
  if (isNew.product && present.products >= limits.products)
    return `the bound of ${many(limits.products)} products`;
  if (isNew.shopper && present.shoppers >= limits.shoppers)
    return `the bound of ${many(limits.shoppers)} customers`;
  return undefined;
}

const many = (count: number): string => count.toLocaleString('en');
