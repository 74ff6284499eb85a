import type { Reply } from '../../base/result';
import type { ShopData } from '../shop-data';

/** What an importer reads; a browser's File fits. */
export interface ImportFile {
  readonly name: string;
  readonly size: number;
  stream(): ReadableStream<Uint8Array>;
}

/** What was met on the way; nothing is left out without being counted. */
export class ImportTally {
  rows = 0;
  used = 0;
  readonly leftOut = new Map<string, number>();
  readonly examples: { file: string; line: number; what: string }[] = [];

  skip(reason: string): void {
    this.leftOut.set(reason, (this.leftOut.get(reason) ?? 0) + 1);
  }

  /** A row that nobody can use; the first few are kept for people to look at. */
  bad(file: string, line: number, what: string): void {
    this.skip('not readable');
    if (this.examples.length < 5) this.examples.push({ file, line, what });
  }
}

/** How an importer reads on: it asks for the rows of a file, and between batches others get their turn. */
export interface ImportSource {
  readonly file: ImportFile;
  /** Cells of the first record, trimmed. */
  readonly header: readonly string[];
  rows(): AsyncGenerator<readonly { readonly line: number; readonly cells: readonly string[] }[]>;
}

/** One kind of data: one file in this folder, one line in the index. */
export interface Importer {
  /** What people call it. */
  readonly format: string;
  /** Whether these files, by their headers, are of this kind. */
  recognise(sources: readonly ImportSource[]): boolean;
  read(sources: readonly ImportSource[], tally: ImportTally): Promise<Reply<ShopData>>;
}

export type ImportResult = Reply<{
  readonly format: string;
  readonly data: ShopData;
  readonly tally: ImportTally;
}>;
