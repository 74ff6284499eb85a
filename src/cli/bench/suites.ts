import { page } from './page';
import type { Suite } from './suite';

/** Every suite there is, in the order in which they run. */
export const suites: readonly Suite[] = [page];
