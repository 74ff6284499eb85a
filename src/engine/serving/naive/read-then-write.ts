import type { NaiveWay } from './naive-way';

/** The stale-set race of Nishtala et al., NSDI 2013, §3.2.1. */
export const readThenWrite: NaiveWay<'read-then-write'> = {
  name: 'read-then-write',
  harms: [
    { figure: 'out-of-date', from: 0.02 },
    { figure: 'contradictions', from: 0.002 },
  ],
  preset: [
    { setting: 'invalidation', value: 'tags' },
    { setting: 'priceChangesPerMinute', value: 3_000 },
    { setting: 'computeSlowdown', value: 50 },
    { setting: 'cores', value: 64 },
    { setting: 'leases', value: false },
  ],
  cureBy: { setting: 'leases', value: true },
  forces: { singleFlight: false },
};
