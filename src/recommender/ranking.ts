import type { Model, PageKey, ProductFacts, RankedPage, Scored, Weights, Worked } from './contract';
import { CANDIDATES, PAGE_ITEMS } from './contract';
import { Support } from './support';
import { best } from './top';

/** What both steps of stage 3 are given: the two stages before it, and the trained model. */
export interface RankingInput {
  readonly model: Model;
  /** Of the page's shopper; a product page has none. */
  readonly weights?: Weights;
  /** Stage 1 for each of `weights.recent.ids`, in that order; for a product page: for the product alone. */
  readonly neighbours: readonly Scored[];
}

/** Of a home's candidates, so many may come from the shopper's favourite shelf rather than from their history. */
const FROM_SHELF = 20;
/** Products that nothing speaks for still have an order: by popularity, below all that something speaks for. */
const POPULARITY_SHARE = 0.05;
/** What is out of stock sinks below everything that can be bought. */
const SOLD_OUT = 0.001;

/**
 * Stage 3, first step: which products are worth ranking. A product page begins with the product itself, since its
 * card is part of the page. At most 60, so that what is read from the store is bounded.
 * @param given.categoryProducts the page's category, or the shelf that a home's shopper leans to most.
 */
export function candidates(
  page: PageKey,
  given: RankingInput & { readonly categoryProducts?: Int32Array },
): Worked<Int32Array> {
  const { model, neighbours, weights, categoryProducts = new Int32Array() } = given;
  const support = new Support(model.popularity.length, neighbours, weights);
  const score = (id: number) => support.score(id) + POPULARITY_SHARE * (model.popularity[id] ?? 0);
  const work = 4 * neighbours.reduce((sum, { ids }) => sum + ids.length, 0) + 4 * categoryProducts.length;
  switch (page.kind) {
    case 'product': {
      const similar = best(support.ids, (id) => (id === page.product ? 0 : score(id)), CANDIDATES - 1).ids;
      return { value: Int32Array.of(page.product, ...similar), work };
    }
    case 'category':
      // An unsold product has no score at all, yet it is on the shelf.
      return { value: best(categoryProducts, (id) => score(id) + Number.MIN_VALUE, CANDIDATES).ids, work };
    case 'home': {
      const similar = best(support.ids, score, CANDIDATES - FROM_SHELF).ids;
      const seen = new Set(similar);
      const shelf = best(
        categoryProducts,
        (id) => (seen.has(id) ? 0 : (model.popularity[id] ?? 0) + Number.MIN_VALUE),
        CANDIDATES - similar.length,
      ).ids;
      return { value: Int32Array.of(...similar, ...shelf), work };
    }
  }
}

/**
 * Stage 3, second step: the order. Similarity to what the shopper bought, leaning to categories, popularity and a
 * price near what they usually pay; what is out of stock sinks below everything that can be bought.
 * @param given.products the candidates as the store has them now.
 */
export function rank(
  page: PageKey,
  given: RankingInput & { readonly products: readonly ProductFacts[] },
): Worked<RankedPage> {
  const { weights, model, neighbours, products } = given;
  const support = new Support(model.popularity.length, neighbours, weights);
  const lean = new Map<number, number>();
  weights?.categories.ids.forEach((id, i) => {
    lean.set(id, weights.categories.scores[i] ?? 0);
  });
  const subject = page.kind === 'product' ? page.product : -1;
  const scoreOf = ({ id, category, priceCents, stock }: ProductFacts): number => {
    if (id === subject) return Number.MAX_VALUE;
    const popularity = Math.sqrt(model.popularity[id] ?? 0);
    const fits = 0.5 * (lean.get(category) ?? 0) + 0.15 * affordable(priceCents, weights);
    const score = support.score(id) + fits + 0.25 * popularity;
    return stock > 0 ? score : score * SOLD_OUT;
  };
  const ids = Int32Array.from(products, ({ id }) => id);
  const kept = best(ids, (_, i) => scoreOf(products[i] as ProductFacts), PAGE_ITEMS + (subject >= 0 ? 1 : 0));
  const shown = Array.from(kept.ids, (id) => products[ids.indexOf(id)] as ProductFacts);
  const value: RankedPage = {
    ids: kept.ids,
    scores: kept.scores.map((score) => (score === Number.MAX_VALUE ? 0 : score)),
    priceCents: Int32Array.from(shown, ({ priceCents }) => priceCents),
    stock: Int32Array.from(shown, ({ stock }) => stock),
    because: kept.ids.map(support.because),
  };
  return { value, work: products.length * 40 };
}

/** 1 at the usual price or below, falling with each doubling above it, the faster the thriftier the shopper is. */
function affordable(priceCents: number, weights: Weights | undefined): number {
  if (!weights || weights.usualPriceCents <= 0 || priceCents <= weights.usualPriceCents) return 1;
  return 1 / (1 + weights.thrift * Math.log2(priceCents / weights.usualPriceCents));
}
