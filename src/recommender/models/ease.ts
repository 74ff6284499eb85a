import type { ModelDefinition, Scored, TrainedModel, Worked } from '../contract';
import { extended, historiesOf, rowOf, type SparseRows } from '../histories';
import { type OuterProduct, updateInverse } from '../linear/low-rank';
import { invertSymmetric } from '../linear/symmetric-inverse';
import { best } from '../top';
import { columnsOf, finiteColumn, historiesIn, popularityOf } from './columns';
import { gramOf, part } from './gram';
import { modelTraits } from './traits';

/** Strength of the regularisation, as in the reference values. */
const LAMBDA = 200;
/** Approximate share of counting pairs in the whole training. */
const COUNTING = 0.1;

/**
 * EASE^R: each product's column of weights is the ridge regression of its shoppers on all other products, in closed
 * form from the inverse P of the Gram matrix: B_ij = -P_ij / P_jj. Parameter: lambda, 200. Training: n³
 * multiplications for n products, 8 n² bytes. The model keeps P, so that later purchases enter by a low-rank update.
 */
export const ease: ModelDefinition = {
  ...modelTraits.ease,
  source: 'Steck, WWW 2019',
  *train(interactions) {
    const { products } = interactions;
    const histories = historiesOf(interactions);
    const inverse = yield* part(gramOf(histories, products, LAMBDA), 0, COUNTING);
    yield* part(invertSymmetric(inverse, products), COUNTING, 1);
    return overInverse(inverse, histories, products);
  },
  fromColumns(columns) {
    const histories = historiesIn(columns, 'ease');
    const { products } = columns;
    return overInverse(
      finiteColumn(columns, 'inverse', Float64Array, products * products),
      histories,
      products,
    );
  },
};

function overInverse(
  inverse: Float64Array<ArrayBuffer>,
  histories: SparseRows,
  products: number,
): TrainedModel {
  const ids = Int32Array.from({ length: products }, (_, id) => id);
  const diagonal = Float64Array.from(ids, (id) => inverse[id * products + id] as number);
  const knows = (product: number) => product >= 0 && product < products;

  const similar = (product: number, k: number): Worked<Scored> => {
    const row = product * products;
    const weightOf = (other: number) =>
      other === product ? 0 : -(inverse[row + other] as number) / (diagonal[other] as number);
    return { value: best(knows(product) ? ids : [], weightOf, k), work: 2 * products };
  };

  const scores = (history: Int32Array): Worked<Float64Array> => {
    const sums = new Float64Array(products);
    for (const product of history) {
      if (!knows(product)) continue;
      const row = inverse.subarray(product * products, (product + 1) * products);
      for (let j = 0; j < products; j++) sums[j] = (sums[j] as number) - (row[j] as number);
    }
    for (let j = 0; j < products; j++) sums[j] = (sums[j] as number) / (diagonal[j] as number);
    // A product does not support itself: its own part above was -1, independent of its row.
    for (const product of history) if (knows(product)) sums[product] = (sums[product] as number) + 1;
    return { value: sums, work: (history.length + 2) * products };
  };

  return {
    name: 'ease',
    products,
    popularity: popularityOf(histories, products),
    similar,
    scores,
    updated(since) {
      if (since.products !== products)
        throw new Error(`EASE^R of ${products} products cannot take in ${since.products} without a retrain`);
      const after = extended(histories, since);
      const next = inverse.slice();
      updateInverse(next, products, changesBetween(histories, after));
      return overInverse(next, after, products);
    },
    columns: () => columnsOf('ease', histories, products, { inverse }),
  };
}

/** Returns changed histories: first the new ones, to add to the Gram matrix, then the old ones, to subtract. */
function changesBetween(before: SparseRows, after: SparseRows): OuterProduct[] {
  const shoppers = Array.from({ length: after.start.length - 1 }, (_, shopper) => shopper);
  const changed = shoppers.filter((s) => rowOf(after, s).length !== rowOf(before, s).length);
  const places = (histories: SparseRows, sign: OuterProduct['sign']) =>
    changed
      .map((shopper): OuterProduct => ({ places: rowOf(histories, shopper), sign }))
      .filter((change) => change.places.length > 0);
  return [...places(after, 1), ...places(before, -1)];
}
