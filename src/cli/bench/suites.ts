import { cache } from './cache';
import { curves } from './curves';
import { page } from './page';
import { parsing } from './parsing';
import { policies } from './policies';
import { recommender } from './recommender';
import { replay } from './replay';
import { runs } from './runs';
import { store } from './store';
import type { Suite } from './suite';
import { travel } from './travel';

/** All suites, in the order in which they run. */
export const suites: readonly Suite[] = [
  cache,
  replay,
  curves,
  parsing,
  policies,
  store,
  runs,
  travel,
  recommender,
  page,
];
