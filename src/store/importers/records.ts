import { NEVER_CLOSED, type QuotedRecord, quotedRecord } from './quoted-record';

/** A record and the number of its first line, from 1. */
export interface CsvRow {
  readonly line: number;
  /** Empty if the record is malformed. */
  readonly cells: readonly string[];
  /** The reason why a record cannot be cut into cells. */
  readonly broken?: string;
}

/** Longest line in characters; the file is rejected beyond it. */
const MAX_LINE_LENGTH = 1_000_000;
/** Longest quoted cell in characters; beyond it the quotation mark counts as unclosed. */
const MAX_RECORD_LENGTH = 65_536;

/** Thrown when the file is not text in lines; `line` is where this shows. */
export class CsvError extends Error {
  constructor(
    readonly line: number,
    what: string,
  ) {
    super(what);
  }
}

/**
 * Splits text that arrives in chunks into records (RFC 4180 and its common variants). Lines end in LF, CRLF or CR, in
 * any mixture. The separator is the most frequent in the first line of comma, semicolon, tab and bar, or `::` as in
 * MovieLens, which has no quotes. A quotation mark in a wrong place, or one that is not closed, spoils only the record
 * on its own line. Holds one chunk and one record at a time.
 */
export class RecordReader {
  #text = '';
  #at = 0;
  #line = 1;
  #separator: string | undefined;
  /** Number of cells in the first record. */
  #columns: number | undefined;

  /** The separator of the cells; known after the first record. */
  get separator(): string {
    return this.#separator ?? ',';
  }

  /** Returns the records completed by this chunk. Throws CsvError. */
  push(piece: string): CsvRow[] {
    this.#text = this.#text.slice(this.#at) + piece;
    this.#at = 0;
    return this.#take(false);
  }

  /** Returns the records completed by the end of the text. */
  end(): CsvRow[] {
    return this.#take(true);
  }

  #take(isEnd: boolean): CsvRow[] {
    const rows: CsvRow[] = [];
    const text = this.#text;
    const ends = new LineEnds(text, isEnd);
    while (this.#at < text.length) {
      const end = ends.after(this.#at);
      if (end === undefined) {
        if (text.length - this.#at > MAX_LINE_LENGTH)
          throw new CsvError(this.#line, `A line is longer than ${MAX_LINE_LENGTH} characters`);
        break;
      }
      const line = text.slice(this.#at, end.from);
      if (line.trim() === '' || this.#statesSeparator(line)) {
        this.#pass(end.to);
        continue;
      }
      this.#separator ??= separatorOf(line);
      if (!line.includes('"') || this.#separator === '::' || this.#separator === '|') {
        const cells = line.split(this.#separator);
        rows.push({ line: this.#line, cells });
        this.#columns ??= cells.length;
        this.#pass(end.to);
        continue;
      }
      const record = this.#quoted(isEnd);
      if (record === 'incomplete' && text.length - this.#at <= MAX_RECORD_LENGTH) break;
      if (record === 'incomplete' || 'broken' in record) {
        const broken = record === 'incomplete' ? NEVER_CLOSED : record.broken;
        rows.push({ line: this.#line, cells: [], broken });
        this.#pass(end.to);
      } else {
        rows.push({ line: this.#line, cells: record.cells });
        this.#columns ??= record.cells.length;
        this.#pass(record.next, record.lines);
      }
    }
    return rows;
  }

  /** An unclosed quotation mark may match one in a later record: then the number of cells is wrong. */
  #quoted(isEnd: boolean): QuotedRecord {
    const record = quotedRecord(this.#text, this.#at, this.separator, isEnd);
    const runsOn = record !== 'incomplete' && 'lines' in record && record.lines > 1;
    return runsOn && this.#columns !== undefined && record.cells.length !== this.#columns
      ? { broken: NEVER_CLOSED }
      : record;
  }

  #pass(to: number, lines = 1): void {
    this.#at = to;
    this.#line += lines;
  }

  /** Reads `sep=;` in the first line, which Excel writes and reads. */
  #statesSeparator(line: string): boolean {
    const stated = this.#line === 1 ? /^sep=(.)$/i.exec(line) : undefined;
    if (stated) this.#separator = stated[1] as string;
    return !!stated;
  }
}

/** Splits text in chunks into batches of records. A `reader` passed in can later return the separator. */
export async function* csvRows(
  pieces: AsyncIterable<string>,
  reader = new RecordReader(),
): AsyncGenerator<CsvRow[]> {
  for await (const piece of pieces) {
    const rows = reader.push(piece);
    if (rows.length > 0) yield rows;
  }
  const last = reader.end();
  if (last.length > 0) yield last;
}

function separatorOf(line: string): string {
  if (line.includes('::')) return '::';
  const bare = line.replaceAll(/"[^"]*"/g, '');
  const counts = [',', ';', '\t', '|'].map((one) => [one, bare.split(one).length] as const);
  return counts.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

/** Finds line ends in a text; searches for each kind of line end once, not once per line. */
class LineEnds {
  #feed = -1;
  #return = -1;

  constructor(
    private readonly text: string,
    /** Whether the text is complete. */
    private readonly isWhole: boolean,
  ) {}

  /** Returns the end of the line at `at` and the start of the next one; undefined if not known yet. */
  after(at: number): { readonly from: number; readonly to: number } | undefined {
    const { text } = this;
    if (this.#feed < at) this.#feed = found(text.indexOf('\n', at));
    if (this.#return < at) this.#return = found(text.indexOf('\r', at));
    const from = Math.min(this.#feed, this.#return);
    if (from === Infinity) return this.isWhole ? { from: text.length, to: text.length } : undefined;
    if (this.#feed < this.#return) return { from, to: from + 1 };
    // A CR at the end may be half of a CRLF.
    if (from + 1 === text.length && !this.isWhole) return undefined;
    return { from, to: text[from + 1] === '\n' ? from + 2 : from + 1 };
  }
}

const found = (at: number): number => (at < 0 ? Infinity : at);
