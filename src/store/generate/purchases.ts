import { exp } from '../../base/elementary/exp';
import type { Random } from '../../base/random';
import { Sampler } from '../../base/sampler';
import type { ShopData } from '../shop-data';

/** The shop's past: so many days, as long as Online Retail's. */
export const DAYS = 374;
/** Chance that a line repeats an earlier one on purpose; with those that chance repeats, 31 % of lines do. */
const REPURCHASE = 0.2;
/** Share of new lines that follow the shopper's taste; the others follow the crowd. */
const TASTE = 0.75;
/** Lines a shopper: lognormal with Online Retail's sigma; its mu (3.68) is lowered so that the mean is 20, not 91. */
const LINES = { mu: 2.11, sigma: 1.326 };
/** Products in a basket: the same (there mu is 2.52), so that shoppers come as often: 4.25 times on average. */
const BASKET = { mu: 1.15, sigma: 1.135 };
/** Monday first; and by hour of the day from 6 on. Nobody buys on Saturdays. */
const WEEKDAYS = [0.163, 0.167, 0.173, 0.201, 0.138, 0, 0.158];
const HOURS = [
  0, 0.001, 0.022, 0.055, 0.095, 0.124, 0.181, 0.161, 0.136, 0.114, 0.061, 0.033, 0.007, 0.008, 0.002,
];

export interface Taste {
  /** Draws a category. */
  readonly categories: readonly number[];
  readonly draw: Sampler;
}

/**
 * Purchases of all shoppers in time order. A shopper comes a few times, each time with a basket; most of it from the
 * categories they like, a third of it bought before.
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
  // What was bought, visit by visit, in the order in which it is drawn.
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

/** Lines that one shopper bought at one moment: they stand together. */
interface Visit {
  readonly shopper: number;
  readonly day: number;
  readonly from: number;
  readonly size: number;
}

/** Sorts visits, of which there are a fifth as many as lines. */
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

/** A moment within the shop's past; day 0 is a Wednesday, as 1 December 2010 was. */
function visit(random: Random, weekday: Sampler, hour: Sampler): number {
  const day = random.int(Math.floor(DAYS / 7)) * 7 + ((weekday.draw(random) + 5) % 7);
  return day + (6 + hour.draw(random) + random.next()) / 24;
}
