import type {
  Model,
  PageKey,
  ProductFacts,
  ProfileFacts,
  PurchaseFacts,
  RankedPage,
  Scored,
  Shelf,
  SimilarTo,
  Weights,
} from '../contract';
import { candidates, rank } from '../ranking';
import { Support } from '../support';
import { computeWeights, historyProducts } from '../weights';

/** Returns a history of one line per product, a day apart, or on the given days. */
export const bought = (products: readonly number[], days?: readonly number[]): PurchaseFacts => ({
  product: Int32Array.from(products),
  quantity: new Int32Array(products.length).fill(1),
  day: Float64Array.from(products, (_, i) => days?.[i] ?? i),
});

/** Products as in a store: three categories, each product a penny more expensive than the last. */
export const productsOf = (ids: ArrayLike<number>, change: Partial<ProductFacts> = {}): ProductFacts[] =>
  Array.from(ids, (id) => ({
    id,
    name: `p${id}`,
    category: id % 3,
    priceCents: 100 + id,
    stock: 50,
    ...change,
  }));

export const weightsOf = (
  history: PurchaseFacts,
  profile: ProfileFacts = { likes: [], thrift: 0 },
  store: (ids: ArrayLike<number>) => ProductFacts[] = productsOf,
): Weights => computeWeights({ history, profile, products: store(historyProducts(history)) }).value;

/** Returns a model with the given similar products and popularity, by product. */
export const modelOf = (
  similar: Readonly<Record<number, Readonly<Record<number, number>>>>,
  popularity: readonly number[],
): Model => ({
  name: 'told',
  popularity: Float64Array.from(popularity),
  similar: (product, k) => ({ value: scored(similar[product] ?? {}, k), work: 1 }),
});

function scored(scores: Readonly<Record<number, number>>, k: number): Scored {
  const sorted = Object.entries(scores).sort(([a, x], [b, y]) => y - x || Number(a) - Number(b));
  const kept = sorted.slice(0, k);
  return {
    ids: Int32Array.from(kept, ([id]) => Number(id)),
    scores: Float64Array.from(kept, ([, score]) => score),
  };
}

interface Situation {
  readonly model: Model;
  readonly weights?: Weights;
  readonly shelf?: Shelf;
  readonly store?: (ids: ArrayLike<number>) => ProductFacts[];
}

/** Runs both steps of stage 3. */
export function pageOf(page: PageKey, { model, weights, shelf, store = productsOf }: Situation): RankedPage {
  const of = page.kind === 'product' ? [page.product] : (weights?.recent.ids ?? []);
  const neighbours: SimilarTo[] = Array.from(of, (product) => ({
    product,
    similar: model.similar(product, 50).value,
  }));
  const support = new Support(model.popularity.length, neighbours, weights);
  const given = { model, weights, neighbours, shelf, support };
  return rank(page, { ...given, products: store(candidates(page, given).value) }).value;
}
