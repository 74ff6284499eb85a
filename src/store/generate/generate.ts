import { powerOfTwo } from '../../base/elementary/double';
import { exp } from '../../base/elementary/exp';
import { Random } from '../../base/random';
import { Sampler } from '../../base/sampler';
import type { ShopData } from '../shop-data';
import { popularityByRank } from './popularity';
import { DAYS, generatePurchases, type Taste } from './purchases';
import { firstNames, lastNames, shelves } from './words';

export interface ShopPlan {
  readonly products: number;
  readonly shoppers: number;
}

/** Size of the shop that comes with the page: 24 categories and about 100,000 purchases. */
export const embeddedPlan: ShopPlan = { products: 2_000, shoppers: 5_000 };

/** Prices in pounds: lognormal, fitted to Online Retail. */
const PRICE = { mu: 0.718, sigma: 1.027 };
/** Mean number of past prices of a product. */
const PAST_PRICES = 3;

/**
 * Generates a shop from a seed. Popularity, prices, repurchases and hours of purchase follow the UCI Online Retail
 * data. Shoppers prefer some categories, so that a recommender has something to learn.
 */
export function generateShop(seed: number, plan: ShopPlan = embeddedPlan): ShopData {
  const draw = (purpose: string) => Random.for(seed, `shop ${purpose}`);
  const products = generateProducts(draw('products'), plan.products);
  const weight = spread(draw('popularity'), popularityByRank(plan.products));
  const { shoppers, tastes } = generateShoppers(draw('shoppers'), plan.shoppers);
  return {
    title: `Embedded shop`,
    categories: shelves.map(({ category }) => category),
    products,
    shoppers,
    purchases: generatePurchases(
      draw('purchases'),
      { category: products.category, weight },
      shelves.length,
      tastes,
    ),
    pastPrices: generatePastPrices(draw('past prices'), products.priceCents),
  };
}

function generateProducts(random: Random, count: number): ShopData['products'] {
  const names = shelves.map(({ things, looks }) => {
    const all = things.split(',').flatMap((thing) => looks.split(',').map((look) => `${look} ${thing}`));
    return shuffled(random, all);
  });
  const most = names.length * (names[0]?.length ?? 0);
  if (count > most) throw new Error(`There are names for ${most} products, not for ${count}`);
  const category = Int32Array.from({ length: count }, (_, id) => id % names.length);
  const name = Array.from(category, (shelf, id) =>
    capitalised(names[shelf]?.[Math.floor(id / names.length)] ?? ''),
  );
  return {
    code: name.map((_, id) => String(20_000 + id)),
    name,
    category,
    priceCents: Int32Array.from({ length: count }, () =>
      roundPrice(100 * exp(PRICE.mu + PRICE.sigma * random.normal())),
    ),
    stock: Int32Array.from({ length: count }, () =>
      random.next() < 0.02 ? 0 : 5 + Math.floor(random.exponential(1 / 120)),
    ),
  };
}

function generateShoppers(
  random: Random,
  count: number,
): { shoppers: ShopData['shoppers']; tastes: Taste[] } {
  const first = firstNames.split(',');
  const last = lastNames.split(',');
  const all = [...shelves.keys()];
  const draws = [2, 3, 4].map(
    (liked) => new Sampler(Array.from({ length: liked }, (_, i) => powerOfTwo(-i))),
  );
  const tastes = Array.from({ length: count }, (): Taste => {
    const order = shuffled(random, all);
    const more = random.int(draws.length);
    return { categories: order.slice(0, 2 + more), draw: draws[more] as Sampler };
  });
  return {
    tastes,
    shoppers: {
      name: tastes.map(
        (_, id) => `${first[id % first.length]} ${last[Math.floor(id / first.length) % last.length]}`,
      ),
      // People state only some of their preferences.
      likes: tastes.map(({ categories }) => categories.slice(0, random.int(3))),
      thrift: Float64Array.from({ length: count }, () => Math.round(random.next() * 100) / 100),
    },
  };
}

function generatePastPrices(random: Random, priceCents: Int32Array): ShopData['pastPrices'] {
  const rows: { product: number; day: number; cents: number }[] = [];
  priceCents.forEach((cents, product) => {
    let price = cents;
    for (let left = Math.floor(random.exponential(1 / PAST_PRICES)); left > 0; left--) {
      price = roundPrice(price * exp(0.3 * random.normal()));
      rows.push({ product, day: random.next() * DAYS, cents: price });
    }
  });
  rows.sort((a, b) => a.day - b.day || a.product - b.product);
  return {
    product: Int32Array.from(rows, ({ product }) => product),
    day: Float64Array.from(rows, ({ day }) => day),
    priceCents: Int32Array.from(rows, ({ cents }) => cents),
  };
}

/** Assigns the weights to ids at random, so that popular products do not have adjacent ids. */
function spread(random: Random, byRank: Float64Array): Float64Array {
  const weights = new Float64Array(byRank.length);
  shuffled(random, [...weights.keys()]).forEach((id, rank) => {
    weights[id] = byRank[rank] as number;
  });
  return weights;
}

/** Returns a shuffled copy (Fisher and Yates; Durstenfeld 1964). */
function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const all = [...list];
  for (let i = all.length - 1; i > 0; i--) {
    const j = random.int(i + 1);
    [all[i], all[j]] = [all[j] as T, all[i] as T];
  }
  return all;
}

/** Rounds to the steps of shop prices: 1 below a pound, 5 above. At least 10. */
function roundPrice(cents: number): number {
  const step = cents < 100 ? 1 : 5;
  return Math.max(10, Math.round(cents / step) * step);
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
