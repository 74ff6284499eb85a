import { isBestseller, shelfPopularity } from './bestsellers';
import type { Model, PageKey, ProductFacts, Scored, Shelf, Weights } from './contract';
import { priceFit } from './price-taste';
import type { Reason } from './reasons';
import type { Support } from './support';

/** Parts of the relevance of a product, in the order of the columns, each already weighted. */
const parts = ['due', 'before', 'support', 'category', 'popularity', 'price'] as const;
type Part = (typeof parts)[number];

/**
 * Weight of each part. Support is a mean of similarities and `before` a share of the history, both weighted by recency
 * and repetition; the others lie between 0 and 1. Chosen to maximise the share of a shopper's next basket on the home.
 */
const COUNTS: Readonly<Record<Part, number>> = {
  due: 0.5,
  before: 1,
  support: 1,
  category: 0.5,
  popularity: 0.25,
  price: 0.15,
};

/** Rules of the shop, as factors of relevance. */
const RULES = {
  /** The page also places it below all products that can be bought. */
  soldOut: 0.001,
  /** The last few units are left to shoppers who search for them. */
  lowStock: { atMost: 3, factor: 0.8 },
  /** Applies above this multiple of the most expensive product that the shopper ever bought. */
  outOfBand: { times: 4, factor: 0.3 },
} as const;

/** Largest ratio of two prices that counts as near the usual one. */
const NEAR = 1.25;

const NO_REASON: Reason = { kind: 'none' };

/** Inputs of the relevance of a page. */
export interface Judging {
  readonly model: Model;
  readonly weights?: Weights | undefined;
  readonly support: Support;
  readonly shelf?: Shelf | undefined;
  readonly products: readonly ProductFacts[];
}

/** Columns allocated once and reused for each page; only the newest `Relevance` may be read. */
const columns = {
  /** One row per candidate, one column per part. */
  table: new Float64Array(),
  pages: 0,
};

/** Relevance of each candidate of a page: habits, similarity to the history, category, popularity and price. */
export class Relevance {
  /** Relevance by candidate, at least 0. */
  readonly scores: Float64Array;
  readonly #page: PageKey;
  readonly #given: Judging;
  /** Mean of each part over all candidates. */
  readonly #means = new Float64Array(parts.length);
  readonly #number = ++columns.pages;

  constructor(page: PageKey, given: Judging) {
    this.#page = page;
    this.#given = given;
    const { weights, support, model, products } = given;
    this.scores = new Float64Array(products.length);
    const size = products.length * parts.length;
    if (columns.table.length < size) columns.table = new Float64Array(size);
    const { table } = columns;
    const means = this.#means;
    for (let place = 0, at = 0; place < products.length; place++, at += parts.length) {
      const product = products[place] as ProductFacts;
      const { id } = product;
      table[at] = weights ? COUNTS.due * scoreIn(weights.due, id) : 0;
      table[at + 1] = weights ? COUNTS.before * scoreIn(weights.recent, id) : 0;
      table[at + 2] = COUNTS.support * support.score(id);
      table[at + 3] = weights ? COUNTS.category * scoreIn(weights.categories, product.category) : 0;
      table[at + 4] = COUNTS.popularity * Math.sqrt(model.popularity[id] ?? 0);
      table[at + 5] = weights
        ? COUNTS.price * priceFit(weights.prices, weights.thrift, product.priceCents)
        : 0;
      let sum = 0;
      for (let part = 0; part < parts.length; part++) {
        const value = table[at + part] as number;
        sum += value;
        means[part] = (means[part] as number) + value;
      }
      this.scores[place] = sum * rules(product, weights);
    }
    for (let part = 0; part < parts.length; part++) means[part] = (means[part] as number) / products.length;
  }

  /**
   * Returns the part in which a candidate most exceeds the mean of its page, among the parts that are a true reason: a
   * category shared by all candidates is no reason for one of them.
   */
  reason(place: number): Reason {
    if (this.#number !== columns.pages)
      throw new Error(`Relevance of page ${this.#number} was read after page ${columns.pages} had begun`);
    const product = this.#given.products[place] as ProductFacts;
    let strongest: Reason = NO_REASON;
    let most = Number.NEGATIVE_INFINITY;
    for (let column = 0; column < parts.length; column++) {
      const value = columns.table[place * parts.length + column] as number;
      const apart = value - (this.#means[column] as number);
      if (value <= 0 || apart <= most) continue;
      const said = this.#say(parts[column] as Part, product);
      if (!said) continue;
      strongest = said;
      most = apart;
    }
    return strongest;
  }

  #say(part: Part, { id, category, priceCents }: ProductFacts): Reason | undefined {
    const { weights, support, shelf, model } = this.#given;
    switch (part) {
      case 'due':
      case 'before': {
        // A habit is a better reason than an earlier purchase, whichever has the higher weight.
        const every = weights?.due.everyDays[weights.due.ids.indexOf(id)];
        if (every === undefined) return { kind: 'before' };
        return { kind: 'again', everyDays: Math.max(1, Math.round(every)) };
      }
      case 'support':
        return { kind: this.#page.kind === 'product' ? 'alike' : 'bought', product: support.because(id) };
      case 'category':
        return { kind: 'category', category };
      case 'popularity':
        if (shelf?.category === category && (model.popularity[id] ?? 0) > shelfPopularity(model, shelf))
          return { kind: 'popular', category };
        return isBestseller(model, id) ? { kind: 'bestseller' } : undefined;
      case 'price': {
        const usualCents = weights?.prices.usualCents ?? 0;
        const off = priceCents / usualCents;
        return off <= NEAR && off >= 1 / NEAR ? { kind: 'price', usualCents } : undefined;
      }
    }
  }
}

/** Returns the rules of the shop, as one factor. */
function rules({ stock, priceCents }: ProductFacts, weights: Weights | undefined): number {
  const dearest = weights?.prices.dearestCents ?? 0;
  const band = dearest > 0 && priceCents > RULES.outOfBand.times * dearest ? RULES.outOfBand.factor : 1;
  if (stock <= 0) return band * RULES.soldOut;
  return stock <= RULES.lowStock.atMost ? band * RULES.lowStock.factor : band;
}

/** Returns the score of an id, 0 if absent. For a dozen ids a linear search costs less than a map. */
function scoreIn({ ids, scores }: Scored, id: number): number {
  for (let i = 0; i < ids.length; i++) if (ids[i] === id) return scores[i] as number;
  return 0;
}
