import type { VersionChange } from '../../store/versions';

/**
 * What an answer from a cache was worth. `missed` is the first change that it did not know of; undefined: all its facts
 * are current. Only a recomputation tells a wrong answer from a right one, so without it what may be wrong is called
 * unchecked.
 */
export type Verdict =
  | {
      readonly truth: 'fresh';
      /** It was recomputed all the same, and the recomputation shows the same. */
      readonly audited: boolean;
      readonly missed: undefined;
    }
  | { readonly truth: 'stale'; readonly audited: true; readonly missed: VersionChange }
  /** Out of date, or computed without some of its parts. */
  | { readonly truth: 'unchecked'; readonly audited: false; readonly missed: VersionChange | undefined }
  | { readonly truth: 'wrong'; readonly audited: true; readonly missed: VersionChange | undefined };
