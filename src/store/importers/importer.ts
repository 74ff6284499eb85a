import type { Reply } from '../../base/result';
import type { DateOrder } from './dates';
import type { ImportTally } from './import-tally';
import type { CsvRow } from './records';

/** What an importer reads; a browser's File fits. */
export interface ImportFile {
  readonly name: string;
  readonly size: number;
  stream(): ReadableStream<Uint8Array>;
}

/** How files are read where they leave a choice. */
export interface Reading {
  /** Which number of a date is the day; without it, the whole file decides. */
  readonly dates?: DateOrder | undefined;
  /** Share of the customers that are read, over 0 and up to 1; always the same ones. */
  readonly sample: number;
  /** Whether products need their names: MovieLens keeps them in a file of its own. */
  readonly withNames: boolean;
}

/** A file as an importer sees it. */
export interface ImportSource {
  readonly file: ImportFile;
  /** Cells of the first record, trimmed: names of columns, or the first row where the file has none. */
  readonly header: readonly string[];
  readonly separator: string;
  /** Share of the file that the present round of `rows` has read, 0 to 1. */
  readonly shareRead: number;
  /** All records from the beginning, in batches, between which others get their turn. */
  rows(): AsyncGenerator<readonly CsvRow[]>;
}

/** A purchase as a file has it. */
export interface PurchaseRow {
  readonly customer: string;
  readonly code: string;
  readonly name: string;
  /** Empty where the data has none. */
  readonly category: string;
  readonly quantity: number;
  readonly cents: number;
  /** Minutes since 1970, perhaps with a fraction. */
  readonly minute: number;
}

/** Takes a purchase in; returns which bound it would pass, in words, and then did not take it. */
export type TakePurchase = (row: PurchaseRow) => string | undefined;

/** What was read besides the purchases. */
export interface ReadResult {
  readonly tally: ImportTally;
  /** How the file was read where that was not obvious, in sentences. */
  readonly notes: readonly string[];
  /** The order of dates that can be chosen instead, if nothing in the file decided. */
  readonly otherDates?: DateOrder | undefined;
}

/** One kind of data: one file in this folder, one line in the index. */
export interface Importer {
  /** What people call it. */
  readonly format: string;
  /** What the shop is called, and its shoppers. */
  readonly title: string;
  readonly shopperName: (code: string) => string;
  /** Names categories where the data has none. */
  readonly categoriesOf: (names: readonly string[]) => readonly string[];
  /** Whether these files, by their headers, are of this kind. */
  recognise(sources: readonly ImportSource[]): boolean;
  /** What is missing in files that come near this kind, in a sentence; undefined if they don't. */
  nearMiss(sources: readonly ImportSource[]): string | undefined;
  /** Reads every row. `begin` is called for each round: a file whose dates turn out the other way is read twice. */
  read(
    sources: readonly ImportSource[],
    reading: Reading,
    begin: (tally: ImportTally) => TakePurchase,
  ): Promise<Reply<ReadResult>>;
}
