import type { ModelDefinition, ModelTraits, Scored, TrainedModel, Worked } from '../contract';
import { extended, historiesOf, rowOf, type SparseRows, transposed } from '../histories';
import { best } from '../top';
import { workUnits } from '../work';
import { columnsOf, historiesIn, popularityOf } from './columns';

const units = workUnits.similarities;

/** Weights of a pair of products: by the buyers of each, and by their common shoppers. */
export interface NeighbourWeights {
  /** Returns the weight of a product, from its buyers and the mean of all products' buyers. */
  product(buyers: number, meanBuyers: number): number;
  /** Returns the weight of a common shopper, from the number of their purchases and the number of products. */
  shopper(bought: number, products: number): number;
  /** Returns the similarity of a product to itself; lists are in shares of it. Omitted where it is always 1. */
  readonly relative?: true;
}

/**
 * Item-to-item neighbours over sparse rows: the similarity of two products is the product of their weights, times the
 * sum over shoppers who have both. Training sorts the pairs both ways. A list is computed on demand, in time
 * proportional to the baskets that hold the product; a history's scores in two passes over the pairs, first from its
 * products to their buyers, then from the buyers to all of their products, so no similarity is ever stored.
 */
export function defineNeighbours(
  traits: ModelTraits & Pick<ModelDefinition, 'source'>,
  weights: NeighbourWeights,
): ModelDefinition {
  return {
    ...traits,
    *train(interactions) {
      yield 0;
      return overHistories(traits.name, historiesOf(interactions), interactions.products, weights);
    },
    fromColumns: (columns) =>
      overHistories(traits.name, historiesIn(columns, traits.name), columns.products, weights),
  };
}

function overHistories(
  name: string,
  histories: SparseRows,
  products: number,
  weights: NeighbourWeights,
): TrainedModel {
  // Indexes one column directly: a view of each row would cost more than its sum.
  const { start, columns } = histories;
  const buyers = transposed(histories, products);
  const shoppers = histories.start.length - 1;
  const meanBuyers = products > 0 ? histories.columns.length / products : 0;
  const ofProduct = Float64Array.from({ length: products }, (_, product) =>
    weights.product(rowOf(buyers, product).length, meanBuyers),
  );
  const ofShopper = Float64Array.from({ length: shoppers }, (_, shopper) =>
    weights.shopper(rowOf(histories, shopper).length, products),
  );
  const sums = new Float64Array(products);
  const reached = new Float64Array(shoppers);

  const similar = (product: number, k: number): Worked<Scored> => {
    if (!(product >= 0 && product < products)) return { value: best([], () => 0, k), work: 0 };
    const touched: number[] = [];
    let work = 0;
    for (const shopper of rowOf(buyers, product)) {
      const weight = ofShopper[shopper] as number;
      const [from, to] = [start[shopper] as number, start[shopper + 1] as number];
      work += (to - from) * units['purchase of a buyer'];
      for (let i = from; i < to; i++) {
        const other = columns[i] as number;
        const before = sums[other] as number;
        if (before === 0) touched.push(other);
        sums[other] = before + weight;
      }
    }
    const own = ofProduct[product] as number;
    const scale = weights.relative ? 1 / (own * own * (sums[product] as number)) : 1;
    const value = best(
      touched,
      (other) =>
        other === product ? 0 : (sums[other] as number) * own * (ofProduct[other] as number) * scale,
      k,
    );
    for (const other of touched) sums[other] = 0;
    return { value, work: work + touched.length * units['product that buyers bought'] };
  };

  const scores = (history: Int32Array): Worked<Float64Array> => {
    reached.fill(0);
    let work = products + shoppers;
    for (const product of history) {
      const theirs = rowOf(buyers, product);
      work += theirs.length;
      for (const shopper of theirs)
        reached[shopper] = (reached[shopper] as number) + (ofProduct[product] as number);
    }
    let pairs = 0;
    for (let shopper = 0; shopper < shoppers; shopper++) {
      const weight = (reached[shopper] as number) * (ofShopper[shopper] as number);
      reached[shopper] = weight;
      if (weight !== 0) pairs += (start[shopper + 1] as number) - (start[shopper] as number);
    }
    const value = new Float64Array(products);
    // The same sums in the same order: reading a product's buyers is faster than adding to them, but reads all of them.
    if (2 * pairs > columns.length) sumByProduct(value);
    else sumByShopper(value);
    for (let product = 0; product < products; product++)
      value[product] = (value[product] as number) * (ofProduct[product] as number);
    return { value, work: work + pairs };
  };

  const sumByShopper = (into: Float64Array) => {
    for (let shopper = 0; shopper < shoppers; shopper++) {
      const weight = reached[shopper] as number;
      if (weight === 0) continue;
      for (let i = start[shopper] as number, end = start[shopper + 1] as number; i < end; i++) {
        const product = columns[i] as number;
        into[product] = (into[product] as number) + weight;
      }
    }
  };

  const sumByProduct = (into: Float64Array) => {
    for (let product = 0; product < products; product++) {
      let sum = 0;
      for (let i = buyers.start[product] as number, end = buyers.start[product + 1] as number; i < end; i++)
        sum += reached[buyers.columns[i] as number] as number;
      into[product] = sum;
    }
  };

  return {
    name,
    products,
    popularity: popularityOf(histories, products),
    similar,
    scores,
    updated: (since) => overHistories(name, extended(histories, since), since.products, weights),
    columns: () => columnsOf(name, histories, products),
  };
}
