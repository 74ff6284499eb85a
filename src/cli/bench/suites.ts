import { cache } from './cache';
import { page } from './page';
import { policies } from './policies';
import { replay } from './replay';
import { store } from './store';
import type { Suite } from './suite';

/** Every suite there is, in the order in which they run. */
export const suites: readonly Suite[] = [cache, replay, policies, store, page];
