import type { Saved } from '../../../base/saved';
import type { RankedPage } from '../../../recommender/contract';
import type { MemoCacheName } from '../../contract/engine';
import type { RunClock } from '../../time/events';
import type { InForce } from '../in-force';
import type { PageKeys } from '../keys';
import { factsTell } from '../naive/naive-way';
import type { StageResult } from '../stage-result';
import { listByPrice, type SeenList, sortByPrice } from './by-price';
import { Deals } from './deals';

type Page = StageResult<'rankings'>;

/** What is done to a page on its way into the cache and out of it: as it should be, or as the naive way does it. */
export class PagePresentation implements Saved<boolean> {
  /** By page that never changes: its list by price, as long as the page lives. */
  readonly #byPrice = new WeakMap<RankedPage, SeenList>();
  /** Whether the facts of every page that was shown in this run say all about it. */
  factsToldAll = true;

  constructor(
    private readonly clock: RunClock,
    private readonly keys: PageKeys,
    private readonly deals: Deals,
    private readonly inForce: () => InForce,
  ) {
    this.change();
  }

  /** Something else is in force. */
  change(): void {
    if (this.deal >= 0 || !this.madeByFacts) this.factsToldAll = false;
  }

  /** A value as it was computed, on its way into its cache. */
  result<S extends MemoCacheName>(result: StageResult<S>): StageResult<S> {
    if (result.stage !== 'rankings' || !this.inForce().way?.readsClock) return result;
    return this.withDeal(result as Page) as StageResult<S>;
  }

  /** A page from the cache as its shopper sees it. */
  shown(page: Page): Page {
    return this.inForce().way?.readsClock ? page : this.withDeal(page);
  }

  /** A true page with the deal that is on. */
  withDeal(page: Page): Page {
    return this.deals.applied(page, this.deal);
  }

  /** The list that the shopper sees, sorted by price if the shopper asked for that. It never changes afterwards. */
  seen(page: Page, byPrice: boolean): SeenList {
    const { value } = this.shown(page);
    const fixed = byPrice && this.keys.page(page.key).kind === 'product' ? 1 : 0;
    if (this.#sortsInPlace) {
      if (byPrice) sortByPrice(value, fixed);
      this.#byPrice.delete(value);
      return { ids: value.ids.slice(), priceCents: value.priceCents.slice() };
    }
    if (!byPrice) return value;
    const known = this.#byPrice.get(value);
    if (known) return known;
    const sorted = listByPrice(value, fixed);
    this.#byPrice.set(value, sorted);
    return sorted;
  }

  /** Whether the facts of a page in the cache say all about it. */
  get madeByFacts(): boolean {
    return factsTell(this.inForce().way);
  }

  save(): boolean {
    return this.factsToldAll;
  }

  restore(factsToldAll: boolean): void {
    this.factsToldAll = factsToldAll;
  }

  get #sortsInPlace(): boolean {
    const { way, settings } = this.inForce();
    return way?.sortsInPlace === true && !settings.aliasing;
  }

  /** Which deal is on. */
  get deal(): number {
    return Deals.period(this.clock.now, this.inForce().settings.deals);
  }
}
