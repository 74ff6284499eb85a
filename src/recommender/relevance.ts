import { isBestseller } from './bestsellers';
import type { Model, PageKey, ProductFacts, Weights } from './contract';
import { priceFit } from './price-taste';
import type { Reason } from './reasons';
import type { Support } from './support';

/** A category's products. */
export interface Shelf {
  readonly category: number;
  readonly ids: Int32Array;
}

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

/** What a page's relevance is judged from. */
export interface Judging {
  readonly model: Model;
  readonly weights?: Weights | undefined;
  readonly support: Support;
  readonly shelf?: Shelf | undefined;
  readonly products: readonly ProductFacts[];
}

/** What speaks for each candidate of a page: habits, similarity to the history, category, popularity and price. */
export class Relevance {
  /** By candidate; at least 0. */
  readonly scores: Float64Array;
  readonly #page: PageKey;
  readonly #given: Judging;
  /** A row a candidate, a column a part. */
  readonly #table: Float64Array;
  /** Of each part, over all candidates. */
  readonly #means = new Float64Array(parts.length);
  readonly #shelfPopularity: number;

  constructor(page: PageKey, given: Judging) {
    this.#page = page;
    this.#given = given;
    const { weights, support, model, shelf, products } = given;
    this.#table = new Float64Array(products.length * parts.length);
    this.scores = new Float64Array(products.length);
    const lean = columnOf(weights?.categories);
    const due = columnOf(weights?.due);
    const before = columnOf(weights?.recent);
    products.forEach(({ id, category, priceCents }, place) => {
      const at = place * parts.length;
      const row = this.#table;
      row[at] = COUNTS.due * (due.get(id) ?? 0);
      row[at + 1] = COUNTS.before * (before.get(id) ?? 0);
      row[at + 2] = COUNTS.support * support.score(id);
      row[at + 3] = COUNTS.category * (lean.get(category) ?? 0);
      row[at + 4] = COUNTS.popularity * Math.sqrt(model.popularity[id] ?? 0);
      row[at + 5] = weights ? COUNTS.price * priceFit(weights.prices, weights.thrift, priceCents) : 0;
      let sum = 0;
      for (let part = 0; part < parts.length; part++) {
        const value = row[at + part] as number;
        sum += value;
        this.#means[part] = (this.#means[part] as number) + value / products.length;
      }
      this.scores[place] = sum * this.#rules(place);
    });
    this.#shelfPopularity = mean(shelf?.ids ?? [], model.popularity);
  }

  #rules(place: number): number {
    const { stock, priceCents } = this.#given.products[place] as ProductFacts;
    const dearest = this.#given.weights?.prices.dearestCents ?? 0;
    const band = dearest > 0 && priceCents > RULES.outOfBand.times * dearest ? RULES.outOfBand.factor : 1;
    if (stock <= 0) return band * RULES.soldOut;
    return stock <= RULES.lowStock.atMost ? band * RULES.lowStock.factor : band;
  }

  /**
   * The part that sets a candidate most apart from the others of its page, of those that can be said truly: that they
   * are all of the favourite category is no reason for one of them.
   */
  reason(place: number): Reason {
    let strongest: Reason = { kind: 'none' };
    let most = Number.NEGATIVE_INFINITY;
    parts.forEach((part, column) => {
      const value = this.#table[place * parts.length + column] as number;
      const apart = value - (this.#means[column] as number);
      if (value <= 0 || apart <= most) return;
      const said = this.#say(part, this.#given.products[place] as ProductFacts);
      if (!said) return;
      strongest = said;
      most = apart;
    });
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
        if (category === shelf?.category && (model.popularity[id] ?? 0) > this.#shelfPopularity)
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

/** Scores by id. */
function columnOf(scored: { readonly ids: Int32Array; readonly scores: Float64Array } | undefined) {
  const column = new Map<number, number>();
  scored?.ids.forEach((id, i) => {
    column.set(id, scored.scores[i] as number);
  });
  return column;
}

/** The average of a column over some of its places. */
function mean(ids: ArrayLike<number>, column: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < ids.length; i++) sum += column[ids[i] as number] ?? 0;
  return ids.length > 0 ? sum / ids.length : 0;
}
