import type { NaiveWayInfo } from '../../contract/naive';
import type { Settings } from '../../contract/settings';
import { naiveWords } from '../../contract/words';
import { dictionary } from './dictionary';
import type { NaiveWay } from './naive-way';
import { objectKey } from './object-key';
import { readThenWrite } from './read-then-write';
import { readsTheClock } from './reads-the-clock';
import { sortedInPlace } from './sorted-in-place';
import { wrongKey } from './wrong-key';

/** What people write first. A file each and one line here: it is in the setting, the study and the tests. */
export const naiveWays = [
  dictionary,
  objectKey,
  wrongKey,
  sortedInPlace,
  readsTheClock,
  readThenWrite,
] as const;

/** The same as the page shows them. */
export const naiveCatalogue: readonly NaiveWayInfo[] = naiveWays.map((way: NaiveWay) => ({
  name: way.name,
  ...naiveWords[way.name],
  harms: way.harms,
  preset: way.preset,
  cureBy: way.cureBy,
  ignores: [
    ...(Object.keys(way.forces ?? {}) as (keyof Settings)[]),
    ...(way.unbounded ? (['entries', 'bytes', 'budget'] as const) : []),
  ],
}));
