import type { Model, PageKey } from '../recommender/contract';
import { NEIGHBOURS } from '../recommender/contract';
import { candidates, rank } from '../recommender/ranking';
import { computeWeights, historyProducts } from '../recommender/weights';
import type { FactReader, FactSpace } from '../store/facts';
import { type FactsRead, type Made, Notes, type StageValues } from './made';

/** Purchases that stage 2 looks back on. */
const HISTORY = 200;

/** A stage's value with the work and the queries it took, and what it read. */
export interface Computed<S extends keyof StageValues> extends FactsRead {
  readonly value: StageValues[S];
  readonly work: number;
  readonly queries: number;
}

/**
 * The three stages over a reader of facts. Reading is declaring: whatever a stage asks the reader for is noted with
 * its version. The engine runs them in its journey and the audit runs the same code off the books.
 */
export class Stages {
  readonly #notes: Notes;

  constructor(
    private readonly reader: FactReader,
    private readonly facts: FactSpace,
    versions: Int32Array,
    private readonly model: () => Model,
  ) {
    this.#notes = new Notes(versions);
  }

  similarities(product: number): Computed<'similarities'> {
    const notes = this.#notes;
    notes.begin();
    notes.note(this.facts.model);
    const { value, work } = this.model().similar(product, NEIGHBOURS);
    return { value, work, queries: 0, ...notes.read() };
  }

  weights(shopper: number): Computed<'weights'> {
    const notes = this.#notes;
    notes.begin();
    notes.note(this.facts.history(shopper));
    notes.note(this.facts.profile(shopper));
    const history = this.reader.purchases(shopper, HISTORY);
    const profile = this.reader.profile(shopper) ?? { likes: [], thrift: 0 };
    const ids = historyProducts(history);
    const products = this.reader.products(ids);
    for (const id of ids) notes.note(this.facts.product(id));
    const { value, work } = computeWeights({ history, profile, products });
    return { value, work, queries: ids.length > 0 ? 3 : 2, ...notes.read() };
  }

  rankings(
    page: PageKey,
    weights: Made<'weights'> | undefined,
    neighbours: readonly Made<'similarities'>[],
  ): Computed<'rankings'> {
    const notes = this.#notes;
    notes.begin();
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
    const ranked = rank(page, { ...given, products });
    return {
      value: ranked.value,
      work: chosen.work + ranked.work,
      queries: (shelf === undefined ? 0 : 1) + (chosen.value.length > 0 ? 1 : 0),
      ...notes.read(),
    };
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
