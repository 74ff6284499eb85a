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
