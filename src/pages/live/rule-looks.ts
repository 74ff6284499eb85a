import type { RuleState } from '../../engine/contract/engine';

/** The sign and the word for each state of a rule of safe caching, shared by all places that show it. */
export const ruleLooks: Readonly<Record<RuleState, { readonly sign: string; readonly says: string }>> = {
  passing: { sign: '✓', says: 'holds' },
  failing: { sign: '✗', says: 'broken' },
  'not yet known': { sign: '·', says: 'not yet known' },
};
