import type { Interactions } from '../../base/interactions';
import type { ModelDefinition, TrainedModel } from '../contract';
import { extended, historiesOf, type SparseRows } from '../histories';
import { best } from '../top';
import { columnsOf, historiesIn, popularityOf } from './columns';
import { modelTraits } from './traits';

/** The most popular products, the same for every shopper: the baseline that every other model must exceed. */
export const popularity: ModelDefinition = {
  ...modelTraits.popularity,
  source: 'Cremonesi, Koren and Turrin, RecSys 2010',
  *train(interactions: Interactions) {
    yield 0;
    return overHistories(historiesOf(interactions), interactions.products);
  },
  fromColumns: (columns) => overHistories(historiesIn(columns, 'popularity'), columns.products),
};

function overHistories(histories: SparseRows, products: number): TrainedModel {
  const share = popularityOf(histories, products);
  const ids = Int32Array.from(share, (_, id) => id);
  return {
    name: 'popularity',
    products,
    popularity: share,
    similar: (product, k) => ({
      value: best(product in share ? ids : [], (id) => (id === product ? 0 : (share[id] as number)), k),
      work: products,
    }),
    scores: () => ({ value: share, work: products }),
    updated: (since) => overHistories(extended(histories, since), since.products),
    columns: () => columnsOf('popularity', histories, products),
  };
}
