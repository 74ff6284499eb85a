import type { NaiveWay } from './naive-way';

/** A function of its arguments and of the time of day is not a function of its arguments. */
export const readsTheClock: NaiveWay<'reads-the-clock'> = {
  name: 'reads-the-clock',
  harms: [{ figure: 'hidden', from: 0.01 }],
  preset: [{ setting: 'deals', value: 10_000 }],
  cureBy: { setting: 'memoKind', value: 'memoize' },
  readsClock: true,
};
