import type { VirtualMs } from '../../../base/units';
import type { FactReader } from '../../../store/facts';
import type { Settings } from '../../contract/settings';
import type { StageResult } from '../stage-result';

/** What is left of a price during its category's deal. */
const DEAL = 0.8;

/**
 * The deal of the hour: one category after the other is a fifth cheaper for a while. A price that depends on the time
 * and on no fact: it is taken off after the cache, from the page as it goes out.
 */
export class Deals {
  readonly #category: Int32Array;
  readonly #categories: number;

  constructor(store: FactReader, products: number) {
    const categories = store.categories();
    this.#categories = categories.length;
    this.#category = new Int32Array(products).fill(-1);
    for (const { id } of categories)
      for (const product of store.categoryProducts(id)) this.#category[product] = id;
  }

  /** The number of the deal that is on at a moment; -1 when there are none. */
  static period(at: VirtualMs, every: Settings['deals']): number {
    return every === 'never' ? -1 : Math.floor(at / every);
  }

  /** The page with the deal's prices; the page itself when none of its products is in it. */
  applied(page: StageResult<'rankings'>, period: number): StageResult<'rankings'> {
    const on = this.#on(period);
    const { ids, priceCents } = page.value;
    if (on === undefined || !ids.some((id) => this.#category[id] === on)) return page;
    const prices = priceCents.map((cents, i) =>
      this.#category[ids[i] as number] === on ? Math.round(cents * DEAL) : cents,
    );
    return { ...page, value: { ...page.value, priceCents: prices } };
  }

  #on(period: number): number | undefined {
    return period < 0 || this.#categories === 0 ? undefined : period % this.#categories;
  }
}
