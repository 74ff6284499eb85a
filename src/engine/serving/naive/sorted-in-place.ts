import type { NaiveWay } from './naive-way';

/** All requests share a cached list, and `Array.prototype.sort` sorts it in place. */
export const sortedInPlace: NaiveWay<'sorted-in-place'> = {
  name: 'sorted-in-place',
  harms: [{ figure: 'hidden', from: 0.05 }],
  preset: [{ setting: 'aliasing', value: false }],
  cureBy: { setting: 'aliasing', value: true },
  sortsInPlace: true,
};
