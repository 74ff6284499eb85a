import type { Settings } from '../contract/settings';

/** How long the faults of a drill last, and as long the looks before and after it. Virtual time. */
export const DRILL_MS = 20_000;

/** Faults that somebody lets happen for a while, to see what the caches are good for then. */
export interface Drill<N extends string = string> {
  /** As it stands in links. */
  readonly name: N;
  readonly label: string;
  readonly help: string;
  readonly faults: Partial<Settings>;
}

const defineDrill = <const N extends string>(drill: Drill<N>): Drill<N> => drill;

/** Every drill that can be started. */
export const drills = [
  defineDrill({
    name: 'store-down',
    label: 'Store down',
    help: 'No query is answered: what needs one cannot be computed.',
    faults: { storeDown: true },
  }),
  defineDrill({
    name: 'compute-slow',
    label: 'Compute slow',
    help: 'Every computation takes 30 times as long.',
    faults: { computeSlowdown: 30 },
  }),
  defineDrill({
    name: 'compute-failing',
    label: 'Compute failing',
    help: 'Every computation fails after having taken its time.',
    faults: { computeErrors: 100 },
  }),
] as const;

export type DrillName = (typeof drills)[number]['name'];
export const drillNames = drills.map(({ name }) => name);

export function drillOf(name: DrillName): Drill<DrillName> {
  const drill = drills.find((one) => one.name === name);
  if (!drill) throw new Error(`There is no drill named ${name}`);
  return drill;
}
