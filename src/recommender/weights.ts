import type { ProductFacts, ProfileFacts, PurchaseFacts, Scored, Weights, Worked } from './contract';
import { RECENT_PRODUCTS } from './contract';
import { best } from './top';

/** A purchase counts half after so many days. */
const HALF_LIFE_DAYS = 60;
/** A category that a shopper says they like counts as much as this share of their whole history. */
const LIKE_SHARE = 0.15;

/** The distinct products of a history, ascending: what must be read before weights can be computed. */
export const historyProducts = (history: PurchaseFacts): Int32Array =>
  Int32Array.from(new Set(history.product)).sort();

/**
 * Stage 2: how far a shopper leans to categories and products. A purchase's weight halves every 60 days, counted from
 * the newest purchase: "now" would cancel out of the shares, so no clock is read. Repetition adds up.
 * @param facts.products the history's distinct products, in any order.
 */
export function computeWeights(facts: {
  readonly history: PurchaseFacts;
  readonly profile: ProfileFacts;
  readonly products: readonly ProductFacts[];
}): Worked<Weights> {
  const { history, profile } = facts;
  const known = new Map(facts.products.map((product) => [product.id, product]));
  const newest = history.day.at(-1) ?? 0;
  const byProduct = new Map<number, number>();
  const byCategory = new Map<number, number>();
  let total = 0;
  let paid = 0;
  history.product.forEach((id, i) => {
    const product = known.get(id);
    if (!product) return;
    const weight = 2 ** (((history.day[i] as number) - newest) / HALF_LIFE_DAYS);
    total += weight;
    paid += weight * product.priceCents;
    byProduct.set(id, (byProduct.get(id) ?? 0) + weight);
    byCategory.set(product.category, (byCategory.get(product.category) ?? 0) + weight);
  });
  for (const like of profile.likes)
    byCategory.set(like, (byCategory.get(like) ?? 0) + Math.max(total, 1) * LIKE_SHARE);
  const value: Weights = {
    categories: shares(byCategory, byCategory.size),
    recent: shares(byProduct, RECENT_PRODUCTS),
    thrift: profile.thrift,
    usualPriceCents: total > 0 ? Math.round(paid / total) : 0,
  };
  return { value, work: history.product.length * 20 + facts.products.length * 10 };
}

/** The `k` largest, as shares of all. */
function shares(weights: ReadonlyMap<number, number>, k: number): Scored {
  let sum = 0;
  for (const weight of weights.values()) sum += weight;
  return best([...weights.keys()], (id) => (weights.get(id) ?? 0) / sum, k);
}
