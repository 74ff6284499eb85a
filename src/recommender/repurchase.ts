import { exp } from '../base/elementary/exp';
import { log } from '../base/elementary/log';
import type { Due } from './contract';
import { DUE_PRODUCTS } from './contract';
import { best } from './top';

/** Days within which purchases of one product count as one: one basket, or an addition to it. */
const ONE_PURCHASE_DAYS = 1;
/** Spread of the gaps between purchases, as a factor: about two thirds lie within this factor of the usual gap. */
const SPREAD = log(1.8);

/** Least score of a due product. */
const LEAST_DUE = 0.1;

/** Returns the gaps between the purchases of one product and the day of the last one. */
function purchasesOf(days: readonly number[]): { gaps: number[]; last: number } {
  const gaps: number[] = [];
  let last = days[0] ?? 0;
  for (const day of days) {
    if (day - last < ONE_PURCHASE_DAYS) continue;
    gaps.push(day - last);
    last = day;
  }
  return { gaps, last };
}

/**
 * Returns how due a product is, 0 to 1: highest when the usual gap has passed since the last purchase, 0 just after a
 * purchase, and falling when it is long overdue, since the habit may have ended.
 */
function dueAfter(passed: number, every: number, gaps: number): number {
  if (passed <= 0) return 0;
  const off = log(passed / every) / SPREAD;
  return (gaps / (gaps + 1)) * exp(-0.5 * off * off);
}

/**
 * Returns the products that a shopper is about to buy again, from the dates of their history alone. The gaps between
 * purchases are log-normal around their median (Bhagat et al., Buy It Again, KDD 2018, which fits the curve per product
 * over all shoppers; here it is fitted to one shopper's dates and weighted by their number: g / (g + 1) after g gaps).
 * "Now" is the newest purchase, so that no clock is read and a memoized value does not age.
 * @param repeated the days of purchase of each product bought more than once, oldest first.
 */
export function duePurchases(repeated: ReadonlyMap<number, readonly number[]>, newest: number): Due {
  const ids: number[] = [];
  const scores: number[] = [];
  const everyDays = new Map<number, number>();
  for (const [id, days] of repeated) {
    const { gaps, last } = purchasesOf(days);
    // Of two middle gaps the shorter.
    const every = gaps.sort((a, b) => a - b)[(gaps.length - 1) >> 1];
    if (every === undefined) continue;
    const score = dueAfter(newest - last, every, gaps.length);
    if (score < LEAST_DUE) continue;
    ids.push(id);
    scores.push(score);
    everyDays.set(id, every);
  }
  const due = best(ids, (_, i) => scores[i] as number, DUE_PRODUCTS);
  return { ...due, everyDays: Float64Array.from(due.ids, (id) => everyDays.get(id) ?? 0) };
}
