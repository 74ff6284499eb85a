import type { Study } from './study';
import { truth } from './truth';

/** In the order of their tabs. */
export const studies: readonly Study[] = [truth];
