import type { Interactions } from '../../../base/interactions';
import { Random } from '../../../base/random';
import { Sampler, zipfWeights } from '../../../base/sampler';
import type { ModelDefinition } from '../../../recommender/contract';
import { historiesOf, rowOf } from '../../../recommender/histories';
import { cosine } from '../../../recommender/models/cosine';
import { ease } from '../../../recommender/models/ease';
import { recommend } from '../../../recommender/recommend';
import { trained } from '../../../recommender/trained';

/** Milliseconds of a model's training, or of one answer of the trained model. */
export interface RecommenderTask {
  readonly work: 'recommender';
  readonly model: 'cosine' | 'ease';
  readonly shop: keyof typeof shops;
  readonly what: 'train' | 'similar' | 'top';
}

/** `online-retail`: the number of products, shoppers and purchases in that data set when a model is evaluated on it. */
const shops = {
  embedded: { products: 2_000, shoppers: 5_000, purchases: 100_000 },
  'online-retail': { products: 3_145, shoppers: 4_334, purchases: 396_000 },
};
const definitions: Readonly<Record<RecommenderTask['model'], ModelDefinition>> = { cosine, ease };
const ANSWERS = 500;

export function recommenderWork({ model, shop, what }: RecommenderTask): number {
  const interactions = purchasesOf(shops[shop]);
  const { shoppers, products } = interactions;
  const begun = performance.now();
  const ready = trained(definitions[model].train(interactions));
  if (what === 'train') return performance.now() - begun;
  const histories = historiesOf(interactions);
  const answer = (i: number) =>
    what === 'similar'
      ? ready.similar((i * 7) % products, 50)
      : recommend(ready, rowOf(histories, (i * 9) % shoppers), 20);
  for (let i = 0; i < ANSWERS; i++) answer(i);
  const from = performance.now();
  for (let i = 0; i < ANSWERS; i++) answer(i);
  return (performance.now() - from) / ANSWERS;
}

/**
 * Generates purchases. Few shoppers buy much and few products sell much, as in Online Retail; pairs are random, which
 * is not easier.
 */
function purchasesOf({ products, shoppers, purchases }: (typeof shops)['embedded']): Interactions {
  const random = Random.for(1, 'bench of the models');
  const buyer = new Sampler(zipfWeights(shoppers, 0.6));
  const bought = new Sampler(zipfWeights(products, 0.6));
  const columns = {
    shopper: new Int32Array(purchases),
    product: new Int32Array(purchases),
    day: new Float64Array(purchases),
  };
  for (let i = 0; i < purchases; i++) {
    columns.shopper[i] = buyer.draw(random);
    columns.product[i] = bought.draw(random);
    columns.day[i] = (365 * i) / purchases;
  }
  return { shoppers, products, ...columns };
}
