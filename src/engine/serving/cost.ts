import type { VirtualMs } from '../../base/units';
import type { ModelTraits } from '../../recommender/contract';

/**
 * What things cost on the virtual clock. Deterministic, in work units of the recommender and queries of the store;
 * what they cost on the real machine is measured beside it and never mixed in.
 */
export const cost = {
  /** A look into a cache in the same process. */
  hitMs: 0.05 as VirtualMs,
  /** A work unit: one multiplication of numbers in memory, as a busy server does it with all that is around it. */
  msPerWork: 0.002 as VirtualMs,
  /**
   * A work unit of a dense model's training. Its matrices are worked through in blocks that stay in the registers and
   * the nearest cache, with nothing around: a thousandth of the above, so 2,000 products' n³ hold a core for 16 s.
   */
  msPerBlockedWork: 0.000_002 as VirtualMs,
} as const;

/** Virtual time for which so much work on a model holds a core. */
export const trainingTimeOf = (
  work: number,
  { dense }: Pick<ModelTraits, 'dense'>,
  { storeLatency, computeSlowdown }: { readonly storeLatency: VirtualMs; readonly computeSlowdown: number },
): VirtualMs => work * (dense ? cost.msPerBlockedWork : cost.msPerWork) * computeSlowdown + storeLatency;

/** Virtual time of a computation that asks the store so often and does so much work. */
export const timeOf = (
  queries: number,
  work: number,
  { storeLatency, computeSlowdown }: { readonly storeLatency: VirtualMs; readonly computeSlowdown: number },
): { readonly storeMs: VirtualMs; readonly computeMs: VirtualMs } => ({
  storeMs: queries * storeLatency,
  computeMs: work * cost.msPerWork * computeSlowdown,
});
