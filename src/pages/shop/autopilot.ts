import { Random } from '../../base/random';

/** A page of the shop. */
export type Place =
  | { readonly page: 'home' }
  | { readonly page: 'product'; readonly product: number }
  | { readonly page: 'category'; readonly category: number };

/**
 * An automatic shopper: from the home page to a listed product, from product to similar product, sometimes to a
 * category or back home. Seeded, so that the path is repeatable.
 */
export class Autopilot {
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = Random.for(seed, 'autopilot');
  }

  /** Returns the next page after a page that shows these products. */
  next(place: Place, shown: readonly number[], categories: number): Place {
    const draw = this.#random.next();
    const product = shown[this.#random.int(Math.max(1, Math.min(6, shown.length)))];
    if (draw < 0.62 && product !== undefined) return { page: 'product', product };
    if (draw < 0.72 && categories > 0)
      return { page: 'category', category: this.#random.int(Math.min(categories, 4)) };
    return place.page === 'home' && product !== undefined ? { page: 'product', product } : { page: 'home' };
  }

  /** Returns the time on a page, virtual milliseconds: 500 to 2,500. */
  pause(): number {
    return 500 + 2_000 * this.#random.next();
  }
}
