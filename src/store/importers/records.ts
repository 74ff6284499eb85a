import { NEVER_CLOSED, type QuotedRecord, quotedRecord } from './quoted-record';

/** A record with the number of the line that it begins on, counted from 1. */
export interface CsvRow {
  readonly line: number;
  /** Empty if the record is broken. */
  readonly cells: readonly string[];
  /** What is wrong with a record that cannot be cut into cells. */
  readonly broken?: string;
}

/** A line longer than this, in characters, is no line. */
const LONGEST_LINE = 1_000_000;
/** A quoted cell that goes on for longer, in characters, was never closed. */
const LONGEST_RECORD = 65_536;

/** The file is no text in lines; `line` is where that shows. */
export class CsvError extends Error {
  constructor(
    readonly line: number,
    what: string,
  ) {
    super(what);
  }
}

/**
 * Cuts text that comes in pieces into records (RFC 4180, and the ways in which files depart from it): lines end in LF,
 * CRLF or CR, mixed as they like; cells are separated by what the first line has most of, comma, semicolon, tab or bar,
 * or by `::` as in MovieLens, which knows no quotes. A quotation mark where none may stand, or one that is not closed,
 * breaks the record on its own line and no other. Holds one piece and one record at a time.
 */
export class RecordReader {
  #text = '';
  #at = 0;
  #line = 1;
  #separator: string | undefined;
  /** Cells of the first record. */
  #columns: number | undefined;

  /** What separates the cells: known once a first record was given. */
  get separator(): string {
    return this.#separator ?? ',';
  }

  /** Returns the records that are complete with this piece. Throws CsvError. */
  push(piece: string): CsvRow[] {
    this.#text = this.#text.slice(this.#at) + piece;
    this.#at = 0;
    return this.#take(false);
  }

  /** Returns the records that the end of the text completes. */
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
        if (text.length - this.#at > LONGEST_LINE)
          throw new CsvError(this.#line, `A line has no end within ${LONGEST_LINE} characters`);
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
      if (record === 'incomplete' && text.length - this.#at <= LONGEST_RECORD) break;
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

  /** A quotation mark that is never closed may run into one of a later record: then the cells don't come out even. */
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

  /** `sep=;` in the first line, as Excel writes and reads it. */
  #statesSeparator(line: string): boolean {
    const stated = this.#line === 1 ? /^sep=(.)$/i.exec(line) : undefined;
    if (stated) this.#separator = stated[1] as string;
    return !!stated;
  }
}

/** The records of a text in pieces, in batches. A `reader` that is handed in can be asked for the separator. */
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

/** Where lines end in a text: each kind of end is looked for once, however many lines there are. */
class LineEnds {
  #feed = -1;
  #return = -1;

  constructor(
    private readonly text: string,
    /** Nothing comes after the text. */
    private readonly isWhole: boolean,
  ) {}

  /** Where the line that stands at `at` ends, and where the next one begins; undefined if that is not known yet. */
  after(at: number): { readonly from: number; readonly to: number } | undefined {
    const { text } = this;
    if (this.#feed < at) this.#feed = found(text.indexOf('\n', at));
    if (this.#return < at) this.#return = found(text.indexOf('\r', at));
    const from = Math.min(this.#feed, this.#return);
    if (from === Infinity) return this.isWhole ? { from: text.length, to: text.length } : undefined;
    if (this.#feed < this.#return) return { from, to: from + 1 };
    // A CR at the very end may be half of a CRLF.
    if (from + 1 === text.length && !this.isWhole) return undefined;
    return { from, to: text[from + 1] === '\n' ? from + 2 : from + 1 };
  }
}

const found = (at: number): number => (at < 0 ? Infinity : at);
