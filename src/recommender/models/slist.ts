import { exp } from '../../base/elementary/exp';
import type { ModelDefinition, Scored, TrainedModel, Worked } from '../contract';
import { historiesOf, rowOf, type SparseRows } from '../histories';
import { invertSymmetric } from '../linear/symmetric-inverse';
import { negativeProduct } from '../linear/symmetric-product';
import { best } from '../top';
import { columnsOf, finiteColumn, historiesIn, popularityOf } from './columns';
import { gramOf, part } from './gram';
import { modelTraits } from './traits';

/** Chosen on a validation split cut from the training parts of both data sets, each user's last fifth. */
const LAMBDA = 200;
/** Weight of the sequence part beside the set part, which counts 1. */
const SEQUENCE = 1;
/** Decay of a product's weight per step of distance from the cut between past and future. */
const DECAY = 0.7;
/** Share of a history after which, at a request, an earlier product counts 1/e as much. */
const FADES_OVER = 0.2;

/**
 * SLIST: EASE^R that also learns order. In addition to whole histories, every cut of a history into past and future is
 * a row of the regression: past products predict future ones, and both weigh more the nearer they are to the cut. At a
 * request the newest products weigh most. One departure from the paper: the diagonal is held at 0 for both parts, since
 * a shopper's own products are never offered again. With powers of a decay as weights the sums over all cuts have
 * closed forms, so a history of m products costs m² and not m³. Training: 3 n³ operations of EASE^R's kind.
 */
export const slist: ModelDefinition = {
  ...modelTraits.slist,
  source: 'Choi, Kim, Lee, Shim and Lee, WWW 2021',
  *train(interactions) {
    const { products } = interactions;
    const histories = historiesOf(interactions);
    const inverse = yield* part(gramOf(histories, products, LAMBDA), 0, 0.05);
    const order = yield* part(addSequences(inverse, histories, products), 0.05, 0.1);
    yield* part(invertSymmetric(inverse, products), 0.1, 0.4);
    const negative = yield* part(negativeProduct(inverse, order, products), 0.4, 1);
    return overWeights(weightsFrom(inverse, negative, order, products), histories, products);
  },
  fromColumns(columns) {
    const histories = historiesIn(columns, 'slist');
    const { products } = columns;
    return overWeights(
      finiteColumn(columns, 'weights', Float32Array, products * products),
      histories,
      products,
    );
  },
};

/**
 * Adds the Gram matrix of all pasts S to the lower triangle of `gram`, and returns the difference of T'S to it,
 * `SᵀT - SᵀS` (rows: past). Products `i`, `j` at places a ≤ b of m: the pasts add d^(b-a) times the sum of d^(2(cut-b))
 * over the cuts from b on; between a and b are b-a cuts, each with d^(b-a-1).
 */
function* addSequences(
  gram: Float64Array,
  histories: SparseRows,
  products: number,
): Generator<number, Float32Array<ArrayBuffer>, void> {
  const order = new Float32Array(products * products);
  const shoppers = histories.start.length - 1;
  const decays = powersOfDecay(histories);
  for (let shopper = 0; shopper < shoppers; shopper++) {
    const history = rowOf(histories, shopper);
    const cuts = history.length - 1;
    for (let b = 0; b < history.length; b++) {
      const later = history[b] as number;
      const pasts = SEQUENCE * ((1 - (decays[2 * (cuts - b)] as number)) / (1 - DECAY * DECAY));
      for (let a = 0; a <= b; a++) {
        const earlier = history[a] as number;
        const both = (decays[b - a] as number) * pasts;
        const follows = a === b ? 0 : SEQUENCE * (b - a) * (decays[b - a - 1] as number);
        const below = Math.max(earlier, later) * products + Math.min(earlier, later);
        gram[below] = (gram[below] as number) + both;
        const forward = earlier * products + later;
        order[forward] = (order[forward] as number) + follows - both;
        const backward = later * products + earlier;
        if (a !== b) order[backward] = (order[backward] as number) - both;
      }
    }
    if (shopper % 16 === 0) yield shopper / shoppers;
  }
  return order;
}

/** Returns DECAY^n for n up to twice the longest history. */
function powersOfDecay({ start }: SparseRows): Float64Array {
  let longest = 0;
  for (let i = 1; i < start.length; i++)
    longest = Math.max(longest, (start[i] as number) - (start[i - 1] as number));
  const powers = new Float64Array(2 * longest + 1).fill(1);
  for (let n = 1; n < powers.length; n++) powers[n] = (powers[n - 1] as number) * DECAY;
  return powers;
}

/**
 * With P the inverse and N = -P · order: B_ij = -N_ij - P_ij (1 - N_jj) / P_jj, the diagonal 0. Without the sequence
 * part this is EASE^R. The result overwrites `order`.
 */
function weightsFrom(
  inverse: Float64Array,
  negative: Float64Array,
  order: Float32Array<ArrayBuffer>,
  products: number,
): Float32Array<ArrayBuffer> {
  const correction = Float64Array.from({ length: products }, (_, j) => {
    const onDiagonal = j * products + j;
    return (1 - (negative[onDiagonal] as number)) / (inverse[onDiagonal] as number);
  });
  for (let i = 0; i < products; i++)
    for (let j = 0; j < products; j++) {
      const at = i * products + j;
      order[at] =
        i === j ? 0 : -(negative[at] as number) - (inverse[at] as number) * (correction[j] as number);
    }
  return order;
}

function overWeights(
  weights: Float32Array<ArrayBuffer>,
  histories: SparseRows,
  products: number,
): TrainedModel {
  const ids = Int32Array.from({ length: products }, (_, id) => id);
  const knows = (product: number) => product >= 0 && product < products;

  const similar = (product: number, k: number): Worked<Scored> => {
    const row = product * products;
    const weightOf = (other: number) => (other === product ? 0 : (weights[row + other] as number));
    return { value: best(knows(product) ? ids : [], weightOf, k), work: products };
  };

  const scores = (history: Int32Array): Worked<Float64Array> => {
    const sums = new Float64Array(products);
    history.forEach((product, place) => {
      if (!knows(product)) return;
      const loudness = exp(-(history.length - 1 - place) / (history.length * FADES_OVER));
      const row = weights.subarray(product * products, (product + 1) * products);
      for (let j = 0; j < products; j++) sums[j] = (sums[j] as number) + loudness * (row[j] as number);
    });
    return { value: sums, work: (history.length + 1) * products };
  };

  return {
    name: 'slist',
    products,
    popularity: popularityOf(histories, products),
    similar,
    scores,
    columns: () => columnsOf('slist', histories, products, { weights }),
  };
}
