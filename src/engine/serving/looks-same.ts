import { same } from '../../recommender/same';
import type { AnyStageResult, StageResult } from './stage-result';

/**
 * Whether two values of one stage show the shopper the same. Of a page that is what the shop prints: the products in
 * their order, their prices, and of each that it is sold out or why it stands there. Scores are not printed. Similarities
 * and weights are never shown; what is made from them may hang on every digit, so of them the values count.
 */
export function looksSame(a: AnyStageResult, b: AnyStageResult): boolean {
  if (a.stage === 'similarities' && b.stage === 'similarities') return same.similarities(a.value, b.value);
  if (a.stage === 'weights' && b.stage === 'weights') return same.weights(a.value, b.value);
  if (a.stage === 'rankings' && b.stage === 'rankings') return pagesLookSame(a.value, b.value);
  throw new Error(`A value of ${a.stage} cannot be compared with one of ${b.stage}`);
}

type Page = StageResult<'rankings'>['value'];

function pagesLookSame(a: Page, b: Page): boolean {
  if (a.ids.length !== b.ids.length) return false;
  for (let i = 0; i < a.ids.length; i++) {
    if (a.ids[i] !== b.ids[i] || a.priceCents[i] !== b.priceCents[i]) return false;
    const soldOut = a.stock[i] === 0;
    if (soldOut !== (b.stock[i] === 0)) return false;
    if (soldOut) continue;
    if (a.reasons.kind[i] !== b.reasons.kind[i] || a.reasons.about[i] !== b.reasons.about[i]) return false;
  }
  return true;
}
