import { againstBound } from './contest';
import type { Suite } from './suite';
import type { RecommenderTask } from './work/recommender';

const trials: readonly (readonly [name: string, bound: number, Omit<RecommenderTask, 'work'>])[] = [
  ['train cosine, 3,145 products', 1_000, { model: 'cosine', shop: 'online-retail', what: 'train' }],
  ['train EASE^R, 2,000 products', 4_000, { model: 'ease', shop: 'embedded', what: 'train' }],
  ['train EASE^R, 3,145 products', 12_000, { model: 'ease', shop: 'online-retail', what: 'train' }],
  ['cosine: similar to a product', 1, { model: 'cosine', shop: 'online-retail', what: 'similar' }],
  ['cosine: top 20 of a shopper', 1, { model: 'cosine', shop: 'online-retail', what: 'top' }],
  ['EASE^R: similar to a product', 1, { model: 'ease', shop: 'online-retail', what: 'similar' }],
  ['EASE^R: top 20 of a shopper', 1, { model: 'ease', shop: 'online-retail', what: 'top' }],
];

/** Measures the models at the size of a real shop: a training, and an answer of the trained model. */
export const recommender: Suite = {
  name: 'recommender',
  async *run(options) {
    for (const [name, bound, task] of trials)
      yield* againstBound(
        {
          suite: 'recommender',
          name,
          bound,
          unit: 'ms',
          better: 'lower',
          task: { work: 'recommender', ...task },
        },
        options,
      );
  },
};
