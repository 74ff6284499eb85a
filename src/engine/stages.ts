import type { Model, PageKey } from '../recommender/contract';
import { NEIGHBOURS } from '../recommender/contract';
import { candidates, rank } from '../recommender/ranking';
import { computeWeights, historyProducts } from '../recommender/weights';
import type { FactReader, FactSpace } from '../store/facts';
import { type Made, Notes } from './made';

/** Purchases that stage 2 looks back on. */
const HISTORY = 200;

/** A stage's value with the work it took and what it read. */
export interface Computed<V> {
  readonly value: V;
  readonly work: number;
  readonly notes: Notes;
}

/**
 * The three stages over a reader of facts. Reading is declaring: whatever a stage asks the reader for is noted with
 * its version. The engine runs them in its journey and the audit runs the same code off the books.
 */
export class Stages {
  constructor(
    private readonly reader: FactReader,
    private readonly facts: FactSpace,
    private readonly versions: Int32Array,
    private readonly model: () => Model,
  ) {}

  similarities(product: number): Computed<Made<'similarities'>['value']> {
    const notes = new Notes(this.versions);
    notes.note(this.facts.model);
    return { ...this.model().similar(product, NEIGHBOURS), notes };
  }

  weights(shopper: number): Computed<Made<'weights'>['value']> {
    const notes = new Notes(this.versions);
    const history = this.reader.purchases(shopper, HISTORY);
    const profile = this.reader.profile(shopper) ?? { likes: [], thrift: 0 };
    const ids = historyProducts(history);
    const products = this.reader.products(ids);
    notes.note(this.facts.history(shopper));
    notes.note(this.facts.profile(shopper));
    for (const id of ids) notes.note(this.facts.product(id));
    notes.queries = ids.length > 0 ? 3 : 2;
    return { ...computeWeights({ history, profile, products }), notes };
  }

  rankings(
    page: PageKey,
    weights: Made<'weights'> | undefined,
    neighbours: readonly Made<'similarities'>[],
  ): Computed<Made<'rankings'>['value']> {
    const notes = new Notes(this.versions);
    notes.note(this.facts.model);
    if (weights) notes.include(weights);
    for (const part of neighbours) notes.include(part);
    const given = {
      model: this.model(),
      weights: weights?.value,
      neighbours: neighbours.map(({ value }) => value),
    };
    const shelf = shelfOf(page, weights);
    const categoryProducts = shelf === undefined ? undefined : this.reader.categoryProducts(shelf);
    const chosen = candidates(page, { ...given, categoryProducts });
    const products = this.reader.products(chosen.value);
    for (const id of chosen.value) notes.note(this.facts.product(id));
    notes.queries = shelf === undefined ? 1 : 2;
    const ranked = rank(page, { ...given, products });
    return { value: ranked.value, work: chosen.work + ranked.work, notes };
  }
}

/** The category whose products a page considers: its own, or the one its shopper leans to most. */
function shelfOf(page: PageKey, weights: Made<'weights'> | undefined): number | undefined {
  if (page.kind === 'category') return page.category;
  return page.kind === 'home' ? weights?.value.categories.ids[0] : undefined;
}

/** The products whose similarities a page needs. */
export const neighboursOf = (page: PageKey, weights: Made<'weights'> | undefined): ArrayLike<number> =>
  page.kind === 'product' ? [page.product] : (weights?.value.recent.ids ?? []);
