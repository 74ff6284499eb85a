import type { RequestLog } from '../request-log';
import { TraceError } from '../trace-error';
import { Fields, quoted, textOf } from './fields';
import type { Head, Parser } from './format';
import { byLines } from './lines';
import { SinceFirst } from './since-first';

const COMMA = 0x2c;
/** Larger numbers are milliseconds since 1970, smaller ones seconds. */
const MIN_EPOCH_MS = 1e11;
/** In every layout key, operation and size are among the first columns, this many. */
const MIN_COLUMNS = 4;

/** Returns the names in the first line of a file, in lower case, without quotes and comment signs. */
const namesIn = (line: string): string[] =>
  line
    .replace(/^#\s*/, '')
    .split(',')
    .map((name) => name.trim().replaceAll('"', '').toLowerCase());

/** Returns whether a file's first line names all of these columns. */
export const hasColumns = ({ lines }: Head, names: readonly string[]): boolean => {
  const there = namesIn(lines[0] ?? '');
  return names.every((name) => there.includes(name));
};

/** The columns, named by the header, of a file without quotes. */
export class NamedColumns {
  readonly #log: RequestLog;
  readonly #names: readonly string[];
  readonly #head: string;
  readonly #fields: Fields;
  readonly #time: number;
  readonly #clock: SinceFirst;
  #bytes: Uint8Array = new Uint8Array(0);

  /**
   * @param time name of the time column, which may be absent. Throws TraceError if one of the `needed` columns is
   * missing, which is possible if the user chose the format.
   */
  constructor({ lines }: Head, log: RequestLog, time: string, needed: readonly string[]) {
    this.#log = log;
    this.#head = lines[0] ?? '';
    this.#names = namesIn(this.#head);
    const missing = needed.filter((name) => !this.#names.includes(name));
    if (missing.length > 0)
      throw new TraceError(`the header lacks the column ${missing.join(', ')}.`, { line: 1 });
    this.#fields = new Fields(this.#names.length);
    this.#time = this.at(time);
    const first = Number(lines[1]?.split(',')[this.#time]);
    this.#clock = new SinceFirst(first >= MIN_EPOCH_MS ? 1 : 1000);
    if (this.#names.includes('ttl')) log.keepTimes();
  }

  /** Returns the index of the column with this name; -1 if there is none. */
  at(name: string): number {
    return this.#names.indexOf(name);
  }

  /** Returns the number in a column of the current line; `other` if the file or the line has none. */
  number(column: number, other: number, line: number): number {
    const fields = this.#fields;
    if (column < 0 || column >= fields.count || fields.start(column) === fields.end(column)) return other;
    return fields.number(column, `the ${this.#names[column]}`, line);
  }

  /** Returns milliseconds since the first line; 0 if the file has no times. */
  timeMs(line: number): number {
    const column = this.#time;
    if (column < 0) return 0;
    const timeMs = this.#clock.msIn(this.#bytes, this.#fields.start(column), this.#fields.end(column));
    if (!Number.isNaN(timeMs)) return timeMs;
    const what = quoted(this.#bytes, this.#fields.start(column), this.#fields.end(column));
    throw new TraceError(`the time is ${what}, not a number of 0 or more.`, { line });
  }

  /** Reads each line below the header, split at commas. Skips repeated headers in concatenated files. */
  lines(read: (fields: Fields, bytes: Uint8Array, line: number) => void): Parser {
    const first = this.#head.charCodeAt(0);
    return byLines((bytes, from, to, line) => {
      if (bytes[from] === first && textOf(bytes, from, to) === this.#head) {
        if (line > 1) this.#log.ignore('repeated headers', line);
        return;
      }
      this.#bytes = bytes;
      this.#fields.splitAt(COMMA, bytes, from, to);
      // A line may lack columns at its end, but not those that every layout has.
      if (this.#fields.count < MIN_COLUMNS) this.#log.ignore('lines with too few columns', line);
      else read(this.#fields, bytes, line);
    });
  }
}
