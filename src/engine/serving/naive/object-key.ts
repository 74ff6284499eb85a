import { plainMap } from './dictionary';
import type { NaiveWay } from './naive-way';

/** A key that is another object at every call: the graphql-jit leak, and lodash's `memoize` with an array. */
export const objectKey: NaiveWay<'object-key'> = {
  name: 'object-key',
  harms: [
    { figure: 'recomputed', from: 0.99 },
    { figure: 'memory', from: 1.1 },
  ],
  preset: [
    { setting: 'cores', value: 16 },
    { setting: 'bytes', value: 2_000_000 },
  ],
  cureBy: { setting: 'memoKind', value: 'memoize' },
  forces: plainMap,
  unbounded: true,
  keysAreObjects: true,
};
