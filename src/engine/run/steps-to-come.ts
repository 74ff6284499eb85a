import type { VirtualMs } from '../../base/units';
import type { Snapshot, TimedIntervention } from '../contract/engine';
import { describeIntervention } from '../contract/interventions';

/** Steps that are listed in words. */
const MOST_TOLD = 3;

/** Returns the steps that are later than `now`, of steps in the order of their time. */
export function stepsToCome(steps: readonly TimedIntervention[], now: VirtualMs): Snapshot['stepsToCome'] {
  let [from, to] = [0, steps.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((steps[middle]?.at ?? now) > now) to = middle;
    else from = middle + 1;
  }
  const next = steps.slice(from, from + MOST_TOLD);
  return {
    count: steps.length - from,
    next: next.map(({ at, what }) => ({ at, text: describeIntervention(what) })),
  };
}
