import type { Memo } from '../../cache/memo';
import type { MemoCacheName } from '../contract/engine';
import type { Made } from './made';

/** A memo cache for each stage. */
export type Memos = { readonly [S in MemoCacheName]: Memo<number, Made<S>> };
