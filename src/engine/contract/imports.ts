import type { Problem } from '../../base/result';
import type { Bytes } from '../../base/units';
import type { DateOrder } from '../../store/importers/dates';
import { importLimits } from '../../store/importers/import-limits';
import type { OpenedRun } from './run';

export { rateInWords, sampleRates } from '../../store/importers/sampled';
export type { DateOrder };
export { importLimits };

/** How files are read where they leave a choice; what is left out is decided by the files, or has its default. */
export interface ImportOptions {
  /** Which number of a date is the day. */
  readonly dates?: DateOrder | undefined;
  /** Share of the customers that are read, over 0 and up to 1: the same ones every time. */
  readonly sample?: number | undefined;
  /** Purchases at which an import stops. */
  readonly mostPurchases?: number | undefined;
}

/** A failed import of a file that is too large comes with the share of its customers that would fit. */
export type ImportReply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem; readonly fittingSample?: number };

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
  /** How the files were read where that was not obvious, in sentences. */
  readonly notes: readonly string[];
  /** The order of dates that can be chosen instead, if no date of the file decided. */
  readonly otherDates?: DateOrder | undefined;
  /** Said when the shop is in use but could not be kept for the next visit. */
  readonly notKept?: Problem;
}
