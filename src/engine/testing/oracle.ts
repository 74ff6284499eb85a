import type { Model, PageKey, RankedPage, Scored, Weights } from '../../recommender/contract';
import { NEIGHBOURS } from '../../recommender/contract';
import { candidates, rank } from '../../recommender/ranking';
import { Support } from '../../recommender/support';
import { computeWeights, historyProducts } from '../../recommender/weights';
import type { FactReader } from '../../store/facts';
import type { HitTruth } from '../contract/engine';
import type { Run } from '../run/run';
import type { AnyStageResult } from '../serving/stage-result';

/** Purchases on which weights look back: a part of the definition of an answer. */
const HISTORY = 200;
const DEAL = 0.8;

/**
 * What every answer is worth, found out without the engine's stages, audit or comparison: a recomputation of whatever is
 * served, from the facts as the store has them at that instant, through the recommender's pure functions, and a
 * comparison of what the shop prints. It is told nothing but the run, the value, and the key that was asked for.
 */
export class Oracle {
  readonly #reader: FactReader;
  /** Answers by name, good until the store changes. */
  readonly #known = new Map<string, unknown>();
  #knownAfter = -1;

  constructor(private readonly run: Run) {
    this.#reader = run.store.offTheBooks();
  }

  /** What a hit is worth to a request for that key. */
  truthOf(result: AnyStageResult, asked: number): HitTruth {
    if (this.isWrong(result, asked)) return 'wrong';
    const { versions } = this.run.store;
    return result.facts.every((fact, i) => versions[fact] === result.versions[i]) ? 'fresh' : 'stale';
  }

  isWrong(result: AnyStageResult, asked: number): boolean {
    return this.#printed(result) !== this.#shouldPrint(result, asked);
  }

  #printed(result: AnyStageResult): string {
    switch (result.stage) {
      case 'similarities':
        return numbersOf(result.value);
      case 'weights':
        return weightsText(result.value);
      case 'rankings':
        return this.#pageText(result.value, this.run.settings.memoKind !== 'reads-the-clock');
    }
  }

  #shouldPrint({ stage }: AnyStageResult, key: number): string {
    switch (stage) {
      case 'similarities':
        return numbersOf(this.#similar(key));
      case 'weights':
        return weightsText(this.#weights(key));
      case 'rankings':
        return this.#pageText(this.#page(key), true);
    }
  }

  #similar = (product: number): Scored =>
    this.#once(`similar ${product}`, () => this.#model.similar(product, NEIGHBOURS).value);

  #weights = (shopper: number): Weights =>
    this.#once(`weights ${shopper}`, () => {
      const history = this.#reader.purchases(shopper, HISTORY);
      const profile = this.#reader.profile(shopper) ?? { likes: [], thrift: 0 };
      const products = this.#reader.products(historyProducts(history));
      return computeWeights({ history, profile, products }).value;
    });

  #page = (key: number): RankedPage =>
    this.#once(`page ${key}`, () => {
      const page = this.#pageOf(key);
      const weights = page.kind === 'product' ? undefined : this.#weights(page.shopper);
      const of = page.kind === 'product' ? [page.product] : [...(weights?.recent.ids ?? [])];
      const neighbours = of.map((product) => ({ product, similar: this.#similar(product) }));
      const category = page.kind === 'category' ? page.category : weights?.categories.ids[0];
      const shelf =
        category === undefined ? undefined : { category, ids: this.#reader.categoryProducts(category) };
      const support = new Support(this.#model.popularity.length, neighbours, weights);
      const given = { model: this.#model, weights, neighbours, support, shelf };
      const products = this.#reader.products(candidates(page, given).value);
      return rank(page, { ...given, products }).value;
    });

  /** Pages are numbered: products, homes, then each shopper's categories. */
  #pageOf(key: number): PageKey {
    const { products, shoppers, categories } = this.run.store.size;
    if (key < products) return { kind: 'product', product: key };
    const home = key - products;
    if (home < shoppers) return { kind: 'home', shopper: home };
    const rest = home - shoppers;
    return { kind: 'category', shopper: Math.floor(rest / categories), category: rest % categories };
  }

  #pageText({ ids, priceCents, stock, reasons }: RankedPage, withDeal: boolean): string {
    const { deals } = this.run.settings;
    const on = deals === 'never' || !withDeal ? undefined : Math.floor(this.run.clock.now / deals);
    const lines = Array.from(ids, (id, i) => {
      const cents = priceCents[i] ?? 0;
      const price = on !== undefined && this.#isIn(id, on) ? Math.round(cents * DEAL) : cents;
      const why = stock[i] === 0 ? 'sold out' : `${reasons.kind[i]} ${reasons.about[i]}`;
      return `${id} at ${price}, ${why}`;
    });
    return lines.join('\n');
  }

  #isIn(product: number, deal: number): boolean {
    const categories = this.#once('categories', () => this.#reader.categories());
    return this.#reader.product(product)?.category === deal % categories.length;
  }

  get #model(): Model {
    return this.run.models.served.model;
  }

  #once<T>(name: string, compute: () => T): T {
    const after = this.run.store.changes.last;
    if (after !== this.#knownAfter) this.#known.clear();
    this.#knownAfter = after;
    if (!this.#known.has(name)) this.#known.set(name, compute());
    return this.#known.get(name) as T;
  }
}

/** To the millionth. */
const digits = (numbers: ArrayLike<number>): string =>
  Array.from(numbers, (n) => (Math.round(n * 1e6) / 1e6).toFixed(6)).join(' ');
const numbersOf = ({ ids, scores }: Scored): string => `${[...ids].join(' ')}: ${digits(scores)}`;
const weightsText = ({ categories, recent, thrift, due, prices }: Weights): string =>
  [
    numbersOf(categories),
    numbersOf(recent),
    String(thrift),
    numbersOf(due),
    [...due.everyDays].join(' '),
    `${prices.usualCents} ${prices.dearestCents}`,
    digits(prices.likely),
  ].join('\n');
