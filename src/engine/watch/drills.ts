import type { Settings } from '../contract/settings';
import { type DrillName, drillWords, type Words } from '../contract/words';

/** How long the faults of a drill last, and as long the looks before and after it. Virtual time. */
export const DRILL_MS = 20_000;

/** Faults for a while, to see what the caches are good for then. */
export interface Drill extends Words {
  /** As it stands in links. */
  readonly name: DrillName;
  readonly faults: Partial<Settings>;
}

const faults: Readonly<Record<DrillName, Partial<Settings>>> = {
  'store-down': { storeDown: true },
  'compute-slow': { computeSlowdown: 30 },
  'compute-failing': { computeErrors: 100 },
};

export const drillOf = (name: DrillName): Drill => ({ name, ...drillWords[name], faults: faults[name] });

/** Every drill that can be started. */
export const drills: readonly Drill[] = (Object.keys(faults) as DrillName[]).map(drillOf);
