import { log2 } from '../../base/elementary/log';
import type { TrainedModel } from '../contract';
import { historiesOf, rowOf } from '../histories';
import { recommend } from '../recommend';
import type { Split } from './split';

/** Number of ranks that count. */
const PLACES = 20;

/** Means over all users, 0 to 1. */
export interface Accuracy {
  /** Hits in the top 20, divided by the largest possible number: min(20, size of the test). */
  readonly recall20: number;
  /** Discounted gain of the hits, divided by that of the best order (Järvelin and Kekäläinen 2002), gain 1 a hit. */
  readonly ndcg20: number;
  /** Share of users with a hit. */
  readonly hitRate20: number;
  /** Share of products in the top 20 of at least one user. */
  readonly coverage20: number;
}

/** Ranks all products outside each user's training part, and measures the test part in the first 20. */
export function accuracyOf(model: TrainedModel, { train, test }: Split): Accuracy {
  const histories = historiesOf(train);
  const shown = new Set<number>();
  let recall = 0;
  let ndcg = 0;
  let hitUsers = 0;
  test.forEach((wanted, user) => {
    const { ids } = recommend(model, rowOf(histories, user), PLACES, Number.NEGATIVE_INFINITY).value;
    const most = Math.min(PLACES, wanted.length);
    let hits = 0;
    let gain = 0;
    ids.forEach((id, place) => {
      shown.add(id);
      if (!wanted.includes(id)) return;
      hits++;
      gain += discount(place);
    });
    recall += hits / most;
    ndcg += gain / bestGain(most);
    if (hits > 0) hitUsers++;
  });
  const users = Math.max(1, test.length);
  return {
    recall20: recall / users,
    ndcg20: ndcg / users,
    hitRate20: hitUsers / users,
    coverage20: shown.size / Math.max(1, train.products),
  };
}

const discount = (place: number): number => 1 / log2(place + 2);

function bestGain(hits: number): number {
  let gain = 0;
  for (let place = 0; place < hits; place++) gain += discount(place);
  return gain;
}
