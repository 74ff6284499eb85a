import type { VersionChange } from '../../store/versions';

/**
 * The verdict on an answer from a cache. `missed` is the first change that it does not contain; undefined: all its facts
 * are current. Only a recomputation distinguishes a wrong answer from a right one: without it, an answer that may be
 * wrong is unchecked.
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
