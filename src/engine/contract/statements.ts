import type { Milliseconds } from '../../base/units';
import type { QueryUse } from '../../store/query-meter';
import type { MemoCacheName } from './tier';

/** A statement of one row that ran so often in one request is an N+1: one query could have asked for all. */
export const REPEATED_FROM = 3;

/** What one stage of a request asked of one statement. */
export interface StageUse extends QueryUse {
  readonly stage: MemoCacheName;
}

/** What one page request asked of the store. */
export interface AskedOfStore {
  readonly uses: readonly StageUse[];
  /** Statements of one row each that it ran again and again. */
  readonly repeated: readonly { readonly statement: string; readonly calls: number }[];
}

export interface Repeats {
  /** Page requests in which the statement was an N+1, */
  readonly requests: number;
  /** and how often it ran in the worst of them. */
  readonly most: number;
}

export interface StatementFigures {
  readonly statement: string;
  readonly purpose: 'read' | 'write';
  readonly calls: number;
  readonly rows: number;
  readonly milliseconds: Milliseconds;
  readonly repeats?: Repeats | undefined;
}
