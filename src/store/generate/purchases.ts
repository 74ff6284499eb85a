import { exp } from '../../base/elementary/exp';
import type { Random } from '../../base/random';
import { Sampler } from '../../base/sampler';
import type { ShopData } from '../shop-data';

/** Length of the shop's past in days, as in Online Retail. */
export const DAYS = 374;
/**
 * Probability that a line repeats an earlier one on purpose. With the random repetitions, 31 % of the lines repeat one.
 */
const REPURCHASE = 0.2;
/** Share of new lines drawn from the shopper's preferred categories; the others follow overall popularity. */
const TASTE = 0.75;
/** Lines per shopper: lognormal with Online Retail's sigma; its mu (3.68) is lowered so that the mean is 20, not 91. */
const LINES = { mu: 2.11, sigma: 1.326 };
/**
 * Products per basket: lognormal likewise (there mu is 2.52), so that shoppers visit as often: 4.25 times on average.
 */
const BASKET = { mu: 1.15, sigma: 1.135 };
/** Share of visits by weekday, Monday first, and by hour from 6:00. There are none on Saturdays. */
const WEEKDAYS = [0.163, 0.167, 0.173, 0.201, 0.138, 0, 0.158];
const HOURS = [
  0, 0.001, 0.022, 0.055, 0.095, 0.124, 0.181, 0.161, 0.136, 0.114, 0.061, 0.033, 0.007, 0.008, 0.002,
];

export interface Taste {
  /** Ids of the preferred categories, the most preferred first; `draw` returns an index into them. */
  readonly categories: readonly number[];
  readonly draw: Sampler;
}

/**
 * Generates the purchases of all shoppers, in time order. A shopper visits a few times and buys a basket each time,
 * mostly from the preferred categories; a third of the lines repeat an earlier purchase.
 */
export function generatePurchases(
  random: Random,
  products: { readonly category: Int32Array; readonly weight: Float64Array },
  categories: number,
  tastes: readonly Taste[],
): ShopData['purchases'] {
  const everything = new Sampler(products.weight);
  const shelves = Array.from({ length: categories }, (_, category) => {
    const ids = [...products.category.keys()].filter((id) => products.category[id] === category);
    return { ids, draw: new Sampler(ids.map((id) => products.weight[id] as number)) };
  });
  const weekday = new Sampler(WEEKDAYS);
  const hour = new Sampler(HOURS);
  const visits: Visit[] = [];
  // The products bought, visit by visit, in the order of the draws.
  const bought: number[] = [];
  const pieces: number[] = [];

  tastes.forEach((taste, shopper) => {
    let left = Math.max(1, Math.round(exp(LINES.mu + LINES.sigma * random.normal())));
    const had: number[] = [];
    const days: number[] = [];
    const baskets: number[] = [];
    while (left > 0) {
      const size = Math.min(left, Math.max(1, Math.round(exp(BASKET.mu + BASKET.sigma * random.normal()))));
      baskets.push(size);
      days.push(visit(random, weekday, hour));
      left -= size;
    }
    days.sort((a, b) => a - b);
    baskets.forEach((size, visitNumber) => {
      const before = had.length;
      visits.push({ shopper, day: days[visitNumber] as number, from: bought.length, size });
      for (let line = 0; line < size; line++) {
        const again = before > 0 && random.next() < REPURCHASE;
        const product = again ? (had[random.int(before)] as number) : fresh(taste);
        had.push(product);
        bought.push(product);
        pieces.push(1 + Math.floor(random.exponential(0.7)));
      }
    });
  });

  function fresh(taste: Taste): number {
    if (random.next() >= TASTE) return everything.draw(random);
    const shelf = shelves[taste.categories[taste.draw.draw(random)] as number];
    return shelf ? (shelf.ids[shelf.draw.draw(random)] as number) : everything.draw(random);
  }

  return inTimeOrder(visits, bought, pieces);
}

/** Lines that one shopper bought at one time, adjacent in the columns. */
interface Visit {
  readonly shopper: number;
  readonly day: number;
  readonly from: number;
  readonly size: number;
}

/** Sorts the visits, a fifth as many as lines, then expands them. */
function inTimeOrder(
  visits: Visit[],
  bought: readonly number[],
  pieces: readonly number[],
): ShopData['purchases'] {
  visits.sort((a, b) => a.day - b.day || a.shopper - b.shopper);
  const shoppers = new Int32Array(bought.length);
  const product = new Int32Array(bought.length);
  const quantity = new Int32Array(bought.length);
  const days = new Float64Array(bought.length);
  let line = 0;
  for (const { shopper, day, from, size } of visits) {
    for (let i = from; i < from + size; i++, line++) {
      shoppers[line] = shopper;
      product[line] = bought[i] as number;
      quantity[line] = pieces[i] as number;
      days[line] = day;
    }
  }
  return { shopper: shoppers, product, quantity, day: days };
}

/** Draws a time within the shop's past; day 0 is a Wednesday, as 1 December 2010 was. */
function visit(random: Random, weekday: Sampler, hour: Sampler): number {
  const day = random.int(Math.floor(DAYS / 7)) * 7 + ((weekday.draw(random) + 5) % 7);
  return day + (6 + hour.draw(random) + random.next()) / 24;
}
