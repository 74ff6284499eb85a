import type { Memo } from '../../cache/memo';
import type { MemoCacheName } from '../contract/engine';
import type { StageResult } from './stage-result';

/** A memo cache for each stage. */
export type Memos = { readonly [S in MemoCacheName]: Memo<number, StageResult<S>> };
