import type { VirtualMs } from '../base/units';

/**
 * What things cost on the virtual clock. Deterministic, in work units of the recommender and queries of the store;
 * what they cost on the real machine is measured beside it and never mixed in.
 */
export const cost = {
  /** A look into a cache in the same process. */
  hitMs: 0.05 as VirtualMs,
  /** A work unit: one multiplication of numbers in memory, as a busy server does it with all that is around it. */
  msPerWork: 0.002 as VirtualMs,
  /** Training reads each purchase a few times. */
  trainingWorkPerPurchase: 4,
} as const;

/** Virtual time of a computation that asks the store so often and does so much work. */
export const timeOf = (
  queries: number,
  work: number,
  { storeLatency, computeSlowdown }: { readonly storeLatency: VirtualMs; readonly computeSlowdown: number },
): { readonly storeMs: VirtualMs; readonly computeMs: VirtualMs } => ({
  storeMs: queries * storeLatency,
  computeMs: work * cost.msPerWork * computeSlowdown,
});
