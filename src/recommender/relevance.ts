import { isBestseller, shelfPopularity } from './bestsellers';
import type { Model, PageKey, ProductFacts, Scored, Shelf, Weights } from './contract';
import { priceFit } from './price-taste';
import type { Reason } from './reasons';
import type { Support } from './support';

/** What speaks for a product, in the order of the columns; each already as it counts. */
const parts = ['due', 'before', 'support', 'category', 'popularity', 'price'] as const;
type Part = (typeof parts)[number];

/**
 * How much each part counts. Support is a mean of similarities and `before` a share of the history, both by recency
 * and repetition; the others lie between 0 and 1. Chosen by how many of a shopper's next basket a home then shows.
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
  /** The page also puts it below everything that can be bought. */
  soldOut: 0.001,
  /** The last few are left to those who look for them. */
  lowStock: { atMost: 3, factor: 0.8 },
  /** More than so many times the dearest thing that the shopper ever bought. */
  outOfBand: { times: 4, factor: 0.3 },
} as const;

/** A price is near the usual one if neither is more than so many times the other. */
const NEAR = 1.25;

const NO_REASON: Reason = { kind: 'none' };

/** What a page's relevance is judged from. */
export interface Judging {
  readonly model: Model;
  readonly weights?: Weights | undefined;
  readonly support: Support;
  readonly shelf?: Shelf | undefined;
  readonly products: readonly ProductFacts[];
}

/** Made once and used for one page after the other; only the newest `Relevance` may be asked. */
const columns = {
  /** A row a candidate, a column a part. */
  table: new Float64Array(),
  pages: 0,
};

/** What speaks for each candidate of a page: habits, similarity to the history, category, popularity and price. */
export class Relevance {
  /** By candidate; at least 0. */
  readonly scores: Float64Array;
  readonly #page: PageKey;
  readonly #given: Judging;
  /** Of each part, over all candidates. */
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
   * The part that sets a candidate most apart from the others of its page, of those that can be said truly: that they
   * are all of the favourite category is no reason for one of them.
   */
  reason(place: number): Reason {
    if (this.#number !== columns.pages)
      throw new Error(`Relevance of page ${this.#number} was asked after page ${columns.pages} had begun`);
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
        // A habit says more than that it was bought, whichever of the two counts for more.
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

/** Rules of the shop, as one factor. */
function rules({ stock, priceCents }: ProductFacts, weights: Weights | undefined): number {
  const dearest = weights?.prices.dearestCents ?? 0;
  const band = dearest > 0 && priceCents > RULES.outOfBand.times * dearest ? RULES.outOfBand.factor : 1;
  if (stock <= 0) return band * RULES.soldOut;
  return stock <= RULES.lowStock.atMost ? band * RULES.lowStock.factor : band;
}

/** The score of one id, 0 if it is not there. For a dozen ids a look through them costs less than a map. */
function scoreIn({ ids, scores }: Scored, id: number): number {
  for (let i = 0; i < ids.length; i++) if (ids[i] === id) return scores[i] as number;
  return 0;
}
