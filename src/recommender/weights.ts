import { exp2 } from '../base/elementary/exp';
import type { ProductFacts, ProfileFacts, PurchaseFacts, Scored, Weights, Worked } from './contract';
import { RECENT_PRODUCTS } from './contract';
import { priceTaste } from './price-taste';
import { duePurchases } from './repurchase';
import { best } from './top';
import { workUnits } from './work';

/** A purchase counts half after so many days. */
const HALF_LIFE_DAYS = 60;
/** A category that a shopper says they like counts as much as this share of their whole history. */
const LIKE_SHARE = 0.15;

/** The distinct products of a history, ascending: what must be read before weights can be computed. */
export const historyProducts = (history: PurchaseFacts): Int32Array =>
  Int32Array.from(new Set(history.product)).sort();

/**
 * Stage 2: how far a shopper leans to categories and products, what they are about to buy again, and what they pay. A
 * purchase's weight halves every 60 days, counted from the newest purchase: "now" would cancel out of the shares, so
 * no clock is read. Repetition adds up.
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
  /** Of products that were bought more than once: when. */
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

/** The `k` largest, as shares of all. */
function shares(weights: ReadonlyMap<number, number>, k: number): Scored {
  let sum = 0;
  for (const weight of weights.values()) sum += weight;
  return best([...weights.keys()], (id) => (weights.get(id) ?? 0) / sum, k);
}
