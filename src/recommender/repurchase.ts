import { exp } from '../base/elementary/exp';
import { log } from '../base/elementary/log';
import type { Due } from './contract';
import { DUE_PRODUCTS } from './contract';
import { best } from './top';

/** Purchases of one product closer than this are one purchase: a basket, or what was forgotten in it. */
const ONE_PURCHASE_DAYS = 1;
/** Spread of the times between purchases, as a factor: about two thirds lie within it of the usual one. */
const SPREAD = log(1.8);

/** Below this a product is not called due. */
const LEAST_DUE = 0.1;

/** The times between the purchases of one product, and the day of the last, from the days of its history's lines. */
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
 * How due a product is, 0 to 1: most when the usual time has passed since the last purchase, nothing just after one,
 * and less and less when it has long been due, since then the habit may be gone.
 */
function dueAfter(passed: number, every: number, gaps: number): number {
  if (passed <= 0) return 0;
  const off = log(passed / every) / SPREAD;
  return (gaps / (gaps + 1)) * exp(-0.5 * off * off);
}

/**
 * What a shopper is about to buy again, told from the dates of their history alone. The times between purchases are
 * log-normal round their middle (Bhagat et al., Buy It Again, KDD 2018, which fits the curve per product over all
 * shoppers; here it stands on one shopper's own dates, and counts the less the fewer there are: g / (g + 1) after g
 * gaps). "Now" is the newest purchase, so that no clock is read and a memoized value does not age.
 * @param repeated the days on which each product was bought that was bought more than once, oldest first.
 */
export function duePurchases(repeated: ReadonlyMap<number, readonly number[]>, newest: number): Due {
  const ids: number[] = [];
  const scores: number[] = [];
  const everyDays = new Map<number, number>();
  for (const [id, days] of repeated) {
    const { gaps, last } = purchasesOf(days);
    // Of two middles the shorter.
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
