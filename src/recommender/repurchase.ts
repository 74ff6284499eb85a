import type { Due } from './contract';
import { DUE_PRODUCTS } from './contract';
import { best } from './top';

/** Purchases of one product closer than this are one purchase: a basket, or what was forgotten in it. */
const ONE_PURCHASE_DAYS = 1;
/** Spread of the times between purchases, as a factor: about two thirds lie within it of the usual one. */
const SPREAD = Math.log(1.8);

/** One product's purchases, oldest first: the days on which it was bought. */
export class Occasions {
  readonly #days: number[] = [];

  /** Days come in order. */
  add(day: number): void {
    const last = this.#days.at(-1);
    if (last === undefined || day - last >= ONE_PURCHASE_DAYS) this.#days.push(day);
  }

  get gaps(): number {
    return this.#days.length - 1;
  }

  /** The middle of the times between two purchases, of two middles the shorter; undefined if bought only once. */
  get everyDays(): number | undefined {
    const gaps = this.#days.slice(1).map((day, i) => day - (this.#days[i] as number));
    return gaps.sort((a, b) => a - b)[(gaps.length - 1) >> 1];
  }

  /**
   * How due the product is on a day, 0 to 1: most when the usual time has passed since the last purchase, nothing just
   * after one, and less and less when it has long been due, since then the habit may be gone.
   */
  dueOn(day: number): number {
    const every = this.everyDays;
    const passed = day - (this.#days.at(-1) ?? day);
    if (every === undefined || passed <= 0) return 0;
    const off = Math.log(passed / every) / SPREAD;
    return (this.gaps / (this.gaps + 1)) * Math.exp(-0.5 * off * off);
  }
}

/** Below this a product is not called due. */
const LEAST_DUE = 0.1;

/**
 * What a shopper is about to buy again, told from the dates of their history alone. The times between purchases are
 * log-normal round their middle (Bhagat et al., Buy It Again, KDD 2018, which fits the curve per product over all
 * shoppers; here it stands on one shopper's own dates, and counts the less the fewer there are: g / (g + 1) after g
 * gaps). "Now" is the newest purchase, so that no clock is read and a memoized value does not age.
 */
export function duePurchases(byProduct: ReadonlyMap<number, Occasions>, newest: number): Due {
  const repeated = [...byProduct].filter(([, occasions]) => occasions.gaps > 0);
  const due = best(
    repeated.map(([id]) => id),
    (_, i) => {
      const score = repeated[i]?.[1].dueOn(newest) ?? 0;
      return score < LEAST_DUE ? 0 : score;
    },
    DUE_PRODUCTS,
  );
  return { ...due, everyDays: Float64Array.from(due.ids, (id) => byProduct.get(id)?.everyDays ?? 0) };
}
