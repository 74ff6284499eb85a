import type { VirtualMs } from '../../base/units';
import type { ChangeKind, Cursor } from '../../store/changes';

/** A change of a fact as people read it. */
export interface ChangeLine {
  readonly sequence: number;
  /** Changes of one transaction have it in common: a purchase changes a history and a stock. */
  readonly transaction: number;
  readonly at: VirtualMs;
  readonly kind: ChangeKind;
  /** What changed: a product, a shopper, the model. */
  readonly subject: string;
  /** Prices in cents, stock in pieces, models by version, all else in words. What only adds has no `from`. */
  readonly from?: number | string;
  readonly to: number | string;
  /** The fact's version after the change. */
  readonly version: number;
}

/** A change that answered pages did not contain, and what became of them. */
export interface MissedChange {
  readonly at: VirtualMs;
  readonly kind: ChangeKind;
  /** Answers without it that show the same, and that show something else. */
  readonly stale: number;
  readonly wrong: number;
  /** Of their pages: those that have been computed with it since. */
  readonly corrected: number;
  /** and those that have not. */
  readonly outdated: number;
  /** When the last of their pages was computed with it; undefined as long as one was not. */
  readonly correctedAt: VirtualMs | undefined;
}

/** The changes in the store's feed since the last reading. */
export interface ChangesSeen {
  /** Oldest first, at most the last 50. */
  readonly lines: readonly ChangeLine[];
  /** Changes since then that are not among the lines. */
  readonly missed: number;
  /** The store went back in time: lines from before do not hold any more. */
  readonly rewound: boolean;
  /** To ask with next time. */
  readonly next: Cursor;
}
