import type { Scored, TrainedModel, Worked } from './contract';
import { best } from './top';

/**
 * Returns the `k` products that a model recommends after this history (distinct products, oldest first), without the
 * products in it. Without a history: the most popular products.
 * @param floor only scores above it count; -Infinity ranks everything.
 */
export function recommend(model: TrainedModel, history: Int32Array, k: number, floor = 0): Worked<Scored> {
  const { value, work } =
    history.length > 0 ? model.scores(history) : { value: model.popularity, work: model.products };
  const owned = new Uint8Array(value.length);
  for (const id of history) owned[id] = 1;
  const ids = new Int32Array(value.length);
  for (let id = 0; id < ids.length; id++) ids[id] = id;
  const scoreOf = (id: number) => (owned[id] === 1 ? Number.NaN : (value[id] as number));
  return { value: best(ids, scoreOf, k, floor), work: work + model.products };
}
