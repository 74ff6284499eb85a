import { Random } from '../../base/random';

/** Where somebody is in the shop. */
export type Place =
  | { readonly page: 'home' }
  | { readonly page: 'product'; readonly product: number }
  | { readonly page: 'category'; readonly category: number };

/**
 * A shopper that walks by itself: from the home to something on it, from product to similar product, now and then to a
 * category or back home. Seeded, so that it walks the same way again.
 */
export class Autopilot {
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = Random.for(seed, 'autopilot');
  }

  /** Where to go next from a place that shows these products. */
  next(place: Place, shown: readonly number[], categories: number): Place {
    const draw = this.#random.next();
    const product = shown[this.#random.int(Math.max(1, Math.min(6, shown.length)))];
    if (draw < 0.62 && product !== undefined) return { page: 'product', product };
    if (draw < 0.72 && categories > 0)
      return { page: 'category', category: this.#random.int(Math.min(categories, 4)) };
    return place.page === 'home' && product !== undefined ? { page: 'product', product } : { page: 'home' };
  }

  /** Virtual milliseconds on a page: a half to two and a half seconds. */
  pause(): number {
    return 500 + 2_000 * this.#random.next();
  }
}
