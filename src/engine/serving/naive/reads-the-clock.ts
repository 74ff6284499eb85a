import type { NaiveWay } from './naive-way';

/** A function of its arguments and of the time of day is not a function of its arguments. */
export const readsTheClock: NaiveWay<'reads-the-clock'> = {
  name: 'reads-the-clock',
  label: 'a function that reads the clock',
  summary:
    'The deal of the hour is taken off inside the memoized function, by the clock as it is at that moment.',
  harms: [{ figure: 'hidden', from: 0.01 }],
  preset: [{ setting: 'deals', value: 10_000 }],
  cureBy: { setting: 'memoKind', value: 'memoize' },
  readsClock: true,
};
