import type { Model, PageKey } from '../../recommender/contract';
import { NEIGHBOURS } from '../../recommender/contract';
import { candidates, rank } from '../../recommender/ranking';
import { Support } from '../../recommender/support';
import { computeWeights, historyProducts } from '../../recommender/weights';
import type { FactReader, FactSpace, Product } from '../../store/facts';
import { QueryMeter, type QueryUse } from '../../store/query-meter';
import type { Settings } from '../contract/settings';
import { type FactsRead, ReadFacts } from './facts-read';
import type { StageResult, StageValues } from './stage-result';

/** Whether a stage asks the store for anything: similarities come from the model alone. */
export const asksStore = { similarities: false, weights: true, rankings: true } as const;

/** Purchases that stage 2 looks back on. */
export const HISTORY = 200;

/** A stage's value with the work and the queries it took, and what it read. */
export interface Computed<S extends keyof StageValues> extends FactsRead {
  readonly value: StageValues[S];
  /** As in `StageResult`. */
  readonly missingParts: number;
  readonly work: number;
  readonly queries: number;
  /** As in `StageResult`. */
  readonly queriesInAll: number;
  /** The same queries by statement, as they were counted. */
  readonly uses: readonly QueryUse[];
}

/**
 * The three stages over a reader of facts. Reading is declaring: whatever a stage asks the reader for is noted with
 * its version. The engine runs them in its journey and the audit runs the same code off the books.
 */
export class Stages {
  readonly #readFacts: ReadFacts;
  readonly #meter: QueryMeter;

  constructor(
    private readonly reader: FactReader,
    private readonly facts: FactSpace,
    versions: Int32Array,
    private readonly model: () => Model,
    private readonly productReads: () => Settings['productReads'] = () => 'together',
  ) {
    this.#readFacts = new ReadFacts(versions);
    this.#meter = new QueryMeter(reader.queries);
  }

  similarities(product: number): Computed<'similarities'> {
    const notes = this.#begin();
    notes.note(this.facts.model);
    const { value, work } = this.model().similar(product, NEIGHBOURS);
    return { value, work, missingParts: 0, ...this.#read() };
  }

  weights(shopper: number): Computed<'weights'> {
    const notes = this.#begin();
    notes.note(this.facts.history(shopper));
    notes.note(this.facts.profile(shopper));
    const history = this.reader.purchases(shopper, HISTORY);
    const profile = this.reader.profile(shopper) ?? { likes: [], thrift: 0 };
    const ids = historyProducts(history);
    const products = this.#products(ids);
    for (const id of ids) notes.note(this.facts.product(id));
    const { value, work } = computeWeights({ history, profile, products });
    return { value, work, missingParts: 0, ...this.#read() };
  }

  rankings(
    page: PageKey,
    weights: StageResult<'weights'> | undefined,
    neighbours: readonly StageResult<'similarities'>[],
  ): Computed<'rankings'> {
    const notes = this.#begin();
    notes.note(this.facts.model);
    if (weights) notes.include(weights);
    for (const part of neighbours) notes.include(part);
    const category = shelfOf(page, weights);
    const model = this.model();
    const lists = neighbours.map(({ key, value }) => ({ product: key, similar: value }));
    const given = {
      model,
      weights: weights?.value,
      neighbours: lists,
      support: new Support(model.popularity.length, lists, weights?.value),
      shelf: category === undefined ? undefined : { category, ids: this.reader.categoryProducts(category) },
    };
    const chosen = candidates(page, given);
    const products = this.#products(chosen.value);
    for (const id of chosen.value) notes.note(this.facts.product(id));
    const ranked = rank(page, { ...given, products });
    const missingParts = missing(page, weights, neighbours);
    const read = this.#read();
    let { queriesInAll } = read;
    if (weights) queriesInAll += weights.queriesInAll;
    for (const part of neighbours) queriesInAll += part.queriesInAll;
    return { value: ranked.value, work: chosen.work + ranked.work, missingParts, ...read, queriesInAll };
  }

  #begin(): ReadFacts {
    this.#readFacts.begin();
    this.#meter.begin();
    return this.#readFacts;
  }

  /** What was read since `#begin`, and by which queries; parts are not counted yet. */
  #read(): FactsRead & Pick<Computed<keyof StageValues>, 'queries' | 'queriesInAll' | 'uses'> {
    const uses = this.#meter.used();
    const { facts, versions } = this.#readFacts.read();
    let queries = 0;
    for (const { calls } of uses) queries += calls;
    return { facts, versions, uses, queries, queriesInAll: queries };
  }

  /** All at once, or each by itself, as a loop over an object mapper does it. */
  #products(ids: ArrayLike<number>): Product[] {
    if (this.productReads() === 'together') return this.reader.products(ids);
    const found = Array.from(ids, (id) => this.reader.product(id));
    return found.filter((product) => product !== undefined);
  }
}

/** The category whose products a page considers: its own, or the one its shopper leans to most. */
function shelfOf(page: PageKey, weights: StageResult<'weights'> | undefined): number | undefined {
  if (page.kind === 'category') return page.category;
  return page.kind === 'home' ? weights?.value.categories.ids[0] : undefined;
}

/** How many of the parts that a page needs are not there. Without weights it is not known which products it needs. */
function missing(
  page: PageKey,
  weights: StageResult<'weights'> | undefined,
  neighbours: readonly StageResult<'similarities'>[],
): number {
  const withoutWeights = page.kind !== 'product' && weights === undefined ? 1 : 0;
  return withoutWeights + neighboursOf(page, weights).length - neighbours.length;
}

/** The products whose similarities a page needs. */
export const neighboursOf = (
  page: PageKey,
  weights: StageResult<'weights'> | undefined,
): ArrayLike<number> => (page.kind === 'product' ? [page.product] : (weights?.value.recent.ids ?? []));
