import type { Problem } from '../../base/result';
import type { Bytes } from '../../base/units';
import type { OpenedRun } from './run';

export interface ImportProgress {
  readonly stage: 'reading' | 'building';
  readonly bytesRead: Bytes;
  readonly bytesTotal: Bytes;
  readonly rows: number;
}
export interface ImportReport {
  readonly opened: OpenedRun;
  readonly format: string;
  readonly rows: number;
  readonly used: number;
  /** Rows left out, by reason, in words. */
  readonly leftOut: readonly {
    readonly reason: string;
    readonly rows: number;
  }[];
  /** The first few bad rows. */
  readonly examples: readonly {
    readonly file: string;
    readonly line: number;
    readonly what: string;
  }[];
  /** Said when the shop is in use but could not be kept for the next visit. */
  readonly notKept?: Problem;
}
