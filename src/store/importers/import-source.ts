import { decodeText } from '../../base/decode';
import type { Encoding } from '../../base/guessed-text';
import type { ImportFile, ImportSource } from './importer';
import { type CsvRow, csvRows, RecordReader } from './records';

/** A file that an importer can read several times. */
export class FileSource implements ImportSource {
  /** The first characters of its text. */
  beginning = '';
  header: readonly string[] = [];
  separator = ',';
  /** Bytes read in the present pass. */
  bytesRead = 0;
  rowsRead = 0;
  /** The text encoding, recognised in the first complete pass. */
  encoding: Encoding | undefined;

  private constructor(
    readonly file: ImportFile,
    private readonly onBatch: () => Promise<void>,
  ) {}

  /**
   * Opens a file and reads its first record. `onBatch` is called before each batch of rows; an exception from it passes
   * through.
   */
  static async open(file: ImportFile, onBatch: () => Promise<void>): Promise<FileSource> {
    const source = new FileSource(file, onBatch);
    const reader = new RecordReader();
    for await (const batch of source.#read(reader)) {
      source.separator = reader.separator;
      source.header = batch[0]?.cells.map((cell) => cell.trim()) ?? [];
      break;
    }
    source.bytesRead = 0;
    return source;
  }

  get shareRead(): number {
    return this.file.size > 0 ? Math.min(1, this.bytesRead / this.file.size) : 1;
  }

  async *rows(): AsyncGenerator<readonly CsvRow[]> {
    this.bytesRead = 0;
    this.rowsRead = 0;
    for await (const batch of this.#read(new RecordReader())) {
      await this.onBatch();
      this.rowsRead += batch.length;
      yield batch;
    }
  }

  #read(reader: RecordReader): AsyncGenerator<CsvRow[]> {
    return csvRows(this.#text(), reader);
  }

  async *#text(): AsyncGenerator<string> {
    const text = decodeText(this.file.stream(), {
      onBytes: (count) => {
        this.bytesRead += count;
      },
      onEncoding: (encoding) => {
        this.encoding = encoding;
      },
    });
    for await (const piece of text) {
      if (this.beginning.length < BEGINNING) this.beginning += piece.slice(0, BEGINNING);
      yield piece;
    }
  }
}

/** Characters of a file's text that are kept to say what it is. */
const BEGINNING = 200;
