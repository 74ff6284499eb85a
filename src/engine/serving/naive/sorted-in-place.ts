import type { NaiveWay } from './naive-way';

/** A cached list is everybody's; `Array.prototype.sort` sorts the list itself. */
export const sortedInPlace: NaiveWay<'sorted-in-place'> = {
  name: 'sorted-in-place',
  harms: [{ figure: 'hidden', from: 0.05 }],
  preset: [{ setting: 'aliasing', value: false }],
  cureBy: { setting: 'aliasing', value: true },
  sortsInPlace: true,
};
