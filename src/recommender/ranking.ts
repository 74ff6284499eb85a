import { bestsellers } from './bestsellers';
import type { Model, PageKey, ProductFacts, RankedPage, Shelf, SimilarTo, Weights, Worked } from './contract';
import { CANDIDATES, PAGE_ITEMS } from './contract';
import { diversify } from './diversity';
import { IdSet } from './id-set';
import { Likeness } from './likeness';
import { aboutOf, numberOf } from './reasons';
import { Relevance } from './relevance';
import type { Support } from './support';
import { best, placesByScore } from './top';
import { workUnits } from './work';

/** Inputs of both steps of stage 3: the results of the two stages before it, and the trained model. */
export interface RankingInput {
  readonly model: Model;
  /** Weights of the page's shopper; a product page has none. */
  readonly weights?: Weights | undefined;
  /** Results of stage 1 for the available ones of `weights.recent.ids`; on a product page, for the product alone. */
  readonly neighbours: readonly SimilarTo[];
  /** Support by `neighbours`, weighted by `weights`. */
  readonly support: Support;
  /** Category of the page; on a home, the shopper's favourite. */
  readonly shelf?: Shelf | undefined;
}

/** Number of a home's candidates from the shopper's favourite shelf instead of their history. */
const FROM_SHELF = 20;
/** Weight of popularity: it orders products without support, below all products with support. */
const POPULARITY_SHARE = 0.05;

/** Number of the most relevant candidates that are diversified: less relevant ones are not shown for variety. */
const VARIED = 2 * PAGE_ITEMS;

/** Absent place. */
const NONE = -1;

const units = workUnits.rankings;

/**
 * Stage 3, first step: selects the products to rank. A product page begins with the product itself, since its card is
 * part of the page. At most 60, so that reads from the store are bounded.
 */
export function candidates(page: PageKey, given: RankingInput): Worked<Int32Array> {
  const { model, weights, support, shelf } = given;
  const popularity = (id: number) => model.popularity[id] ?? 0;
  const score = (id: number) => support.score(id) + POPULARITY_SHARE * popularity(id);
  const shelfIds = shelf?.ids ?? new Int32Array();
  const work =
    support.entries * units['entry of a similarity list'] + shelfIds.length * units['product of the shelf'];
  switch (page.kind) {
    case 'product': {
      const similar = best(support.ids, (id) => (id === page.product ? 0 : score(id)), CANDIDATES - 1).ids;
      return { value: Int32Array.of(page.product, ...similar), work };
    }
    case 'category': {
      const habits = habitsOf(weights);
      // A product without purchases has no score, but is on the shelf.
      const scoreOf = (id: number) => score(id) + (habits.has(id) ? 1 : 0) + Number.MIN_VALUE;
      return { value: best(shelfIds, scoreOf, CANDIDATES).ids, work };
    }
    case 'home': {
      const chosen = habitsOf(weights);
      const add = (ids: ArrayLike<number>, scoreOf: (id: number) => number, atMost: number) =>
        chosen.add(best(ids, (id) => (chosen.has(id) ? 0 : scoreOf(id)), atMost - chosen.size).ids);
      add(support.ids, score, CANDIDATES - FROM_SHELF);
      add(shelfIds, (id) => popularity(id) + Number.MIN_VALUE, CANDIDATES);
      // Without a history, or with a short one: bestsellers.
      if (chosen.size < CANDIDATES) add(bestsellers(model).ids, popularity, CANDIDATES);
      return { value: Int32Array.from(chosen.ids), work };
    }
  }
}

/** Returns the products that a shopper has bought recently or is about to buy again. */
function habitsOf(weights: Weights | undefined): IdSet {
  const habits = new IdSet();
  if (!weights) return habits;
  habits.add(weights.due.ids);
  habits.add(weights.recent.ids);
  return habits;
}

/**
 * Stage 3, second step: orders the products and gives the reason of each. By relevance, then diversified so that a page
 * does not show twenty of a kind; sold-out products are below all others.
 * @param given.products the candidates as now in the store.
 */
export function rank(
  page: PageKey,
  given: RankingInput & { readonly products: readonly ProductFacts[] },
): Worked<RankedPage> {
  const { products, neighbours } = given;
  const subject = page.kind === 'product' ? products.findIndex(({ id }) => id === page.product) : NONE;
  const relevance = new Relevance(page, given);
  const { buyable, soldOut } = byRelevance(products, relevance.scores, subject);
  const likeness = new Likeness(products, buyable, neighbours);
  const falling = new Float64Array(buyable.length);
  for (let n = 0; n < buyable.length; n++) falling[n] = relevance.scores[buyable[n] as number] as number;

  const shown: number[] = [];
  if (subject !== NONE) shown.push(subject);
  const most = shown.length + PAGE_ITEMS;
  for (const n of diversify(falling, likeness, PAGE_ITEMS)) shown.push(buyable[n] as number);
  for (let i = 0; i < soldOut.length && shown.length < most; i++) shown.push(soldOut[i] as number);
  const work = products.length * units.candidate + likeness.work * units['multiplication for their likeness'];
  return { value: columnsOf(shown, products, relevance, subject), work };
}

/** Returns the places of all candidates but one, most relevant first: those to diversify, and those sold out. */
function byRelevance(products: readonly ProductFacts[], scores: Float64Array, without: number) {
  const ids = new Int32Array(products.length);
  for (let place = 0; place < ids.length; place++) ids[place] = (products[place] as ProductFacts).id;
  const buyable: number[] = [];
  const soldOut: number[] = [];
  for (const place of placesByScore(ids, scores)) {
    if (place === without) continue;
    if ((products[place] as ProductFacts).stock <= 0) soldOut.push(place);
    else if (buyable.length < VARIED) buyable.push(place);
  }
  return { buyable, soldOut };
}

/** Returns the page's columns. Its subject has no score and no reason. */
function columnsOf(
  shown: readonly number[],
  products: readonly ProductFacts[],
  relevance: Relevance,
  subject: number,
): RankedPage {
  const size = shown.length;
  const value: RankedPage = {
    ids: new Int32Array(size),
    scores: new Float64Array(size),
    priceCents: new Int32Array(size),
    stock: new Int32Array(size),
    reasons: { kind: new Uint8Array(size), about: new Int32Array(size).fill(-1) },
  };
  for (let i = 0; i < size; i++) {
    const place = shown[i] as number;
    const product = products[place] as ProductFacts;
    value.ids[i] = product.id;
    value.priceCents[i] = product.priceCents;
    value.stock[i] = product.stock;
    if (place === subject) continue;
    const reason = relevance.reason(place);
    value.scores[i] = relevance.scores[place] as number;
    value.reasons.kind[i] = numberOf(reason);
    value.reasons.about[i] = aboutOf(reason);
  }
  return value;
}
