import { bestsellers } from './bestsellers';
import type { Model, PageKey, ProductFacts, RankedPage, SimilarTo, Weights, Worked } from './contract';
import { CANDIDATES, PAGE_ITEMS } from './contract';
import { diversify } from './diversity';
import { Likeness } from './likeness';
import { reasonColumns } from './reasons';
import { Relevance, type Shelf } from './relevance';
import type { Support } from './support';
import { best, placesByScore } from './top';
import { workUnits } from './work';

/** What both steps of stage 3 are given: what the two stages before it say, and the trained model. */
export interface RankingInput {
  readonly model: Model;
  /** Of the page's shopper; a product page has none. */
  readonly weights?: Weights | undefined;
  /** Stage 1 for each of `weights.recent.ids` that could be had; for a product page: for the product alone. */
  readonly neighbours: readonly SimilarTo[];
  /** Of `neighbours` by `weights`. */
  readonly support: Support;
  /** The page's category, or the one that a home's shopper leans to most. */
  readonly shelf?: Shelf | undefined;
}

/** Of a home's candidates, so many may come from the shopper's favourite shelf rather than from their history. */
const FROM_SHELF = 20;
/** Products that nothing speaks for still have an order: by popularity, below all that something speaks for. */
const POPULARITY_SHARE = 0.05;

/** So many of the most relevant are moved apart: what stands below them is not worth a place for variety's sake. */
const VARIED = 2 * PAGE_ITEMS;

const units = workUnits.rankings;

/**
 * Stage 3, first step: which products are worth ranking. A product page begins with the product itself, since its
 * card is part of the page. At most 60, so that what is read from the store is bounded.
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
      // An unsold product has no score at all, yet it is on the shelf.
      const scoreOf = (id: number) => score(id) + (habits.has(id) ? 1 : 0) + Number.MIN_VALUE;
      return { value: best(shelfIds, scoreOf, CANDIDATES).ids, work };
    }
    case 'home': {
      const chosen = habitsOf(weights);
      const add = (ids: ArrayLike<number>, scoreOf: (id: number) => number, atMost: number) => {
        const more = best(ids, (id) => (chosen.has(id) ? 0 : scoreOf(id)), atMost - chosen.size);
        for (const id of more.ids) chosen.add(id);
      };
      add(support.ids, score, CANDIDATES - FROM_SHELF);
      add(shelfIds, (id) => popularity(id) + Number.MIN_VALUE, CANDIDATES);
      // Without a history, and where that is thin: what everybody buys.
      if (chosen.size < CANDIDATES) add(bestsellers(model).ids, popularity, CANDIDATES);
      return { value: Int32Array.from(chosen), work };
    }
  }
}

/** What a shopper has bought lately or is about to buy again. */
const habitsOf = (weights: Weights | undefined): Set<number> =>
  new Set(weights ? [...weights.due.ids, ...weights.recent.ids] : []);

/**
 * Stage 3, second step: the order, and for each product why. By relevance, then moved apart so that a page is not
 * twenty of a kind; what is sold out stands below everything that can be bought.
 * @param given.products the candidates as the store has them now.
 */
export function rank(
  page: PageKey,
  given: RankingInput & { readonly products: readonly ProductFacts[] },
): Worked<RankedPage> {
  const { products, neighbours } = given;
  const relevance = new Relevance(page, given);
  const { scores } = relevance;
  const at = (place: number) => products[place] as ProductFacts;
  const subject = page.kind === 'product' ? products.findIndex(({ id }) => id === page.product) : -1;
  const ids = Int32Array.from(products, ({ id }) => id);
  const others = placesByScore(ids, scores).filter((place) => place !== subject);
  const inStock = others.filter((place) => at(place).stock > 0).subarray(0, VARIED);
  const soldOut = others.filter((place) => at(place).stock <= 0);
  const likeness = new Likeness(Array.from(inStock, at), neighbours);
  const falling = Float64Array.from(inStock, (place) => scores[place] as number);
  const order = diversify(falling, likeness, PAGE_ITEMS).map((n) => inStock[n] as number);
  const listed = [...order, ...soldOut.subarray(0, PAGE_ITEMS - order.length)];

  const shown = Int32Array.from(subject >= 0 ? [subject, ...listed] : listed);
  const value: RankedPage = {
    ids: shown.map((place) => at(place).id),
    scores: Float64Array.from(shown, (place) => (place === subject ? 0 : (scores[place] as number))),
    priceCents: shown.map((place) => at(place).priceCents),
    stock: shown.map((place) => at(place).stock),
    reasons: reasonColumns(
      Array.from(shown, (place) => (place === subject ? { kind: 'none' } : relevance.reason(place))),
    ),
  };
  const work = products.length * units.candidate + likeness.work * units['multiplication for their likeness'];
  return { value, work };
}
