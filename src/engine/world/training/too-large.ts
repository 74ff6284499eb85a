import type { Problem } from '../../../base/result';
import { traitsOf } from '../../../recommender/models/traits';

/** More products than that, and a dense model is refused: its matrix takes 8 n² bytes, here 128 MB, a few times over. */
const MOST_DENSE_PRODUCTS = 4_000;

/** Why a shop has too many products for a model; undefined when it has not. */
export function tooLarge(model: string, products: number): Problem | undefined {
  const { dense, label } = traitsOf(model);
  if (!dense || products <= MOST_DENSE_PRODUCTS) return undefined;
  const megabytes = Math.round((8 * products * products) / 1e6);
  return {
    kind: 'model-too-large',
    what:
      `${label} keeps every pair of products: for ${products} of them a matrix of ${megabytes} MB, and its training ` +
      `takes their number cubed. It is offered up to ${MOST_DENSE_PRODUCTS} products.`,
  };
}
