import type { RuleState } from '../../engine/contract/engine';

/** Whether a rule of safe caching holds, as a sign and in a word: the same wherever it is told. */
export const ruleLooks: Readonly<Record<RuleState, { readonly sign: string; readonly says: string }>> = {
  passing: { sign: '✓', says: 'holds' },
  failing: { sign: '✗', says: 'broken' },
  'not yet known': { sign: '·', says: 'not yet known' },
};
