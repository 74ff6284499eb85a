import { same } from '../../recommender/same';
import type { AnyStageResult } from './stage-result';

/** Whether two values of one stage are the same, to the millionth. What a shopper sees of them is `looksSame`. */
export function sameValues(a: AnyStageResult, b: AnyStageResult): boolean {
  if (a.stage === 'similarities' && b.stage === 'similarities') return same.similarities(a.value, b.value);
  if (a.stage === 'weights' && b.stage === 'weights') return same.weights(a.value, b.value);
  if (a.stage === 'rankings' && b.stage === 'rankings') return same.rankings(a.value, b.value);
  throw new Error(`A value of ${a.stage} cannot be compared with one of ${b.stage}`);
}
