import { exp2 } from '../base/elementary/exp';
import type { ProductFacts, ProfileFacts, PurchaseFacts, Scored, Weights, Worked } from './contract';
import { RECENT_PRODUCTS } from './contract';
import { priceTaste } from './price-taste';
import { duePurchases } from './repurchase';
import { best } from './top';
import { workUnits } from './work';

/** Days after which a purchase counts half. */
const HALF_LIFE_DAYS = 60;
/** Weight of a category that a shopper states as liked, as a share of their whole history. */
const LIKE_SHARE = 0.15;

/** Returns the distinct products of a history, ascending: the facts to read before computing weights. */
export const historyProducts = (history: PurchaseFacts): Int32Array =>
  Int32Array.from(new Set(history.product)).sort();

/**
 * Stage 2: computes a shopper's weights of categories and products, the products they are about to buy again, and the
 * prices they pay. The weight of a purchase halves every 60 days, counted from the newest purchase: "now" would cancel
 * out of the shares, so no clock is read. Weights of repeated purchases add up.
 * @param facts.products the history's distinct products, in any order.
 */
export function computeWeights(facts: {
  readonly history: PurchaseFacts;
  readonly profile: ProfileFacts;
  readonly products: readonly ProductFacts[];
}): Worked<Weights> {
  const { history, profile, products } = facts;
  const known = new Map(products.map((product) => [product.id, product]));
  const newest = history.day.at(-1) ?? 0;
  const byProduct = new Map<number, number>();
  const byCategory = new Map<number, number>();
  /** Days of purchase of the products bought more than once. */
  const repeated = new Map<number, number[]>();
  let total = 0;
  for (let i = 0; i < history.product.length; i++) {
    const id = history.product[i] as number;
    const product = known.get(id);
    if (!product) continue;
    const day = history.day[i] as number;
    const weight = exp2((day - newest) / HALF_LIFE_DAYS);
    total += weight;
    const before = byProduct.get(id);
    byProduct.set(id, (before ?? 0) + weight);
    byCategory.set(product.category, (byCategory.get(product.category) ?? 0) + weight);
    if (before === undefined) continue;
    const days = repeated.get(id);
    if (days) days.push(day);
    else repeated.set(id, [history.day[history.product.indexOf(id)] as number, day]);
  }
  for (const like of profile.likes)
    byCategory.set(like, (byCategory.get(like) ?? 0) + Math.max(total, 1) * LIKE_SHARE);
  const value: Weights = {
    categories: shares(byCategory, byCategory.size),
    recent: shares(byProduct, RECENT_PRODUCTS),
    due: duePurchases(repeated, newest),
    prices: priceTaste(
      products.map(({ id, priceCents }) => ({ cents: priceCents, weight: byProduct.get(id) ?? 0 })),
    ),
    thrift: profile.thrift,
  };
  const { weights: units } = workUnits;
  const work =
    history.product.length * units['purchase looked back on'] +
    products.length * units['product of the history'];
  return { value, work };
}

/** Returns the `k` largest, as shares of the total. */
function shares(weights: ReadonlyMap<number, number>, k: number): Scored {
  let sum = 0;
  for (const weight of weights.values()) sum += weight;
  return best([...weights.keys()], (id) => (weights.get(id) ?? 0) / sum, k);
}
