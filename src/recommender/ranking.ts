import type { Model, PageKey, ProductFacts, RankedPage, Scored, Weights, Worked } from './contract';
import { CANDIDATES, PAGE_ITEMS } from './contract';

/** What both steps of stage 3 are given: the two stages before it, and the trained model. */
export interface RankingInput {
  readonly model: Model;
  /** Of the page's shopper; a product page has none. */
  readonly weights?: Weights;
  /** Stage 1 for each of `weights.recent.ids`, in that order; for a product page: for the product alone. */
  readonly neighbours: readonly Scored[];
}

/**
 * Stage 3, first step: which products are worth ranking. A product page begins with the product itself, since its
 * card is part of the page. At most 60, so that what is read from the store is bounded.
 */
export function candidates(
  page: PageKey,
  given: RankingInput & { readonly categoryProducts?: Int32Array },
): Worked<Int32Array> {
  const { model, neighbours } = given;
  const support = blend(given);
  let work = neighbours.reduce((sum, { ids }) => sum + ids.length * 4, 0);
  const score = (id: number) => (support.get(id)?.score ?? 0) + 0.05 * (model.popularity[id] ?? 0);
  const take = (ids: Iterable<number>, limit: number) =>
    [...ids].sort((a, b) => score(b) - score(a) || a - b).slice(0, limit);
  let chosen: number[];
  switch (page.kind) {
    case 'product':
      chosen = [
        page.product,
        ...take(
          [...support.keys()].filter((id) => id !== page.product),
          CANDIDATES - 1,
        ),
      ];
      break;
    case 'category':
      chosen = take(given.categoryProducts ?? [], CANDIDATES);
      work += (given.categoryProducts?.length ?? 0) * 8;
      break;
    case 'home': {
      const similar = take(support.keys(), CANDIDATES - 20);
      const seen = new Set(similar);
      const liked = popularOf(
        given.categoryProducts ?? new Int32Array(),
        model.popularity,
        CANDIDATES - similar.length,
        seen,
      );
      chosen = [...similar, ...liked];
      work += (given.categoryProducts?.length ?? 0) * 4;
    }
  }
  return { value: Int32Array.from(chosen), work: work + chosen.length * 8 };
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
  const { weights, model, products } = given;
  const support = blend(given);
  const lean = new Map<number, number>();
  weights?.categories.ids.forEach((id, i) => {
    lean.set(id, weights.categories.scores[i] ?? 0);
  });
  const subject = page.kind === 'product' ? page.product : -1;
  const scored = products.map((product) => {
    const similarity = support.get(product.id)?.score ?? 0;
    const popularity = Math.sqrt(model.popularity[product.id] ?? 0);
    const score =
      similarity +
      0.5 * (lean.get(product.category) ?? 0) +
      0.25 * popularity +
      0.15 * affordable(product.priceCents, weights);
    const inStock = product.stock > 0 ? 1 : 0.001;
    return { product, score: product.id === subject ? Number.MAX_VALUE : score * inStock };
  });
  scored.sort((a, b) => b.score - a.score || a.product.id - b.product.id);
  const kept = scored.slice(0, PAGE_ITEMS + (subject >= 0 ? 1 : 0));
  const value: RankedPage = {
    ids: Int32Array.from(kept, ({ product }) => product.id),
    scores: Float64Array.from(kept, ({ product, score }) => (product.id === subject ? 0 : score)),
    priceCents: Int32Array.from(kept, ({ product }) => product.priceCents),
    stock: Int32Array.from(kept, ({ product }) => product.stock),
    because: Int32Array.from(kept, ({ product }) => support.get(product.id)?.because ?? -1),
  };
  return { value, work: products.length * 40 };
}

/** Similarity to all of the history at once, and which product of it speaks most for each. */
function blend({ weights, neighbours }: RankingInput): Map<number, { score: number; because: number }> {
  const support = new Map<number, { score: number; because: number; most: number }>();
  neighbours.forEach(({ ids, scores }, n) => {
    const weight = weights ? (weights.recent.scores[n] ?? 0) : 1;
    const because = weights?.recent.ids[n] ?? -1;
    ids.forEach((id, i) => {
      const part = weight * (scores[i] ?? 0);
      const sum = support.get(id);
      if (!sum) support.set(id, { score: part, because, most: part });
      else {
        sum.score += part;
        if (part > sum.most) {
          sum.most = part;
          sum.because = because;
        }
      }
    });
  });
  return support;
}

/** 1 at the usual price or below, falling with each doubling above it, the faster the thriftier the shopper is. */
function affordable(priceCents: number, weights: Weights | undefined): number {
  if (!weights || weights.usualPriceCents <= 0 || priceCents <= weights.usualPriceCents) return 1;
  return 1 / (1 + weights.thrift * Math.log2(priceCents / weights.usualPriceCents));
}

function popularOf(
  ids: Int32Array,
  popularity: Float64Array,
  limit: number,
  except: ReadonlySet<number>,
): number[] {
  return [...ids]
    .filter((id) => !except.has(id))
    .sort((a, b) => (popularity[b] ?? 0) - (popularity[a] ?? 0) || a - b)
    .slice(0, Math.max(0, limit));
}
