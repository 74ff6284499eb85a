import type { Reply } from '../../base/result';
import type { DateOrder } from './dates';
import type { ImportTally } from './import-tally';
import type { CsvRow } from './records';

/** An input file; a browser's File fits. */
export interface ImportFile {
  readonly name: string;
  readonly size: number;
  stream(): ReadableStream<Uint8Array>;
}

/** Choices of the user for ambiguous files. */
export interface Reading {
  /** Order of day and month in dates; if undefined, the whole file decides. */
  readonly dates?: DateOrder | undefined;
  /** Share of the customers to read, above 0 and up to 1; the same rate selects the same customers. */
  readonly sample: number;
  /** Whether products need names: MovieLens keeps them in a second file. */
  readonly withNames: boolean;
}

/** A file as importers see it. */
export interface ImportSource {
  readonly file: ImportFile;
  /** Cells of the first record, trimmed: column names, or the first row of a file without a header. */
  readonly header: readonly string[];
  /** The first characters of its text, some hundred. */
  readonly beginning: string;
  readonly separator: string;
  /** Share of the file read in the present pass of `rows`, 0 to 1. */
  readonly shareRead: number;
  /** Returns all records from the start, in batches; the event loop runs between batches. */
  rows(): AsyncGenerator<readonly CsvRow[]>;
}

/** A purchase as the file states it. */
export interface PurchaseRow {
  readonly customer: string;
  readonly code: string;
  readonly name: string;
  /** Empty if the data has no categories. */
  readonly category: string;
  readonly quantity: number;
  readonly cents: number;
  /** Minutes since 1970, possibly with a fraction. */
  readonly minute: number;
}

/** Accepts a purchase. If it would exceed a limit, rejects it and returns that limit in words. */
export type TakePurchase = (row: PurchaseRow) => string | undefined;

/** The result of reading besides the purchases. */
export interface ReadResult {
  readonly tally: ImportTally;
  /** Sentences on choices made in reading the file. */
  readonly notes: readonly string[];
  /** The other date order, offered when no date in the file decides. */
  readonly otherDates?: DateOrder | undefined;
}

/** A format of shop data: one file in this folder, one line in the index. */
export interface Importer {
  /** The format's usual name. */
  readonly format: string;
  /** Title of the shop; `shopperName` names its shoppers. */
  readonly title: string;
  readonly shopperName: (code: string) => string;
  /** Derives categories from names, for data without categories. */
  readonly categoriesOf: (names: readonly string[]) => readonly string[];
  /** Returns whether these files have this format, by their headers. */
  recognise(sources: readonly ImportSource[]): boolean;
  /** Returns what is missing in files that resemble this format, in a sentence; otherwise undefined. */
  nearMiss(sources: readonly ImportSource[]): string | undefined;
  /**
   * Reads every row. Calls `begin` for each pass: a file with dates in the other order is read twice.
   */
  read(
    sources: readonly ImportSource[],
    reading: Reading,
    begin: (tally: ImportTally) => TakePurchase,
  ): Promise<Reply<ReadResult>>;
}
