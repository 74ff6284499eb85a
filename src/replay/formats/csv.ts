import { READ } from '../ops';
import type { RequestLog } from '../request-log';
import { TraceError } from '../trace-error';
import { ABSENT, type Layout, layoutOf, looksLikeCsv } from './csv-layout';
import { numberOr, quoted, textOf } from './fields';
import type { TraceFormat } from './format';
import { byLines } from './lines';
import { Operations, OTHER } from './operations';

/**
 * Requests in columns, a comma, semicolon or tab between them (RFC 4180, without line ends inside quotes). A header is
 * recognised by its names; without one the columns are time, key, size, op and ttl from the left, and a single column
 * is the key. `columns` says otherwise. Times and TTLs are seconds, or what a name's `_ms` or `_us` says; a TTL that
 * is empty or 0 is none. Operations: see `operations.ts`; an empty one is a read.
 */
export const csv: TraceFormat = {
  name: 'csv',
  label: 'CSV with columns time, key, size, op, ttl',
  recognise: looksLikeCsv,
  open(log, head, reading) {
    const layout = layoutOf(head, reading);
    if (layout.at.ttl !== ABSENT) log.keepTimes();
    const lines = new CsvLines(log, layout);
    let headerIsAhead = layout.header;
    return byLines((bytes, from, to, line) => {
      if (headerIsAhead) headerIsAhead = false;
      else lines.read(bytes, from, to, line);
    });
  },
};

const QUOTE = 0x22;
const SPACE = 0x20;
const HASH = 0x23;

class CsvLines {
  readonly #log: RequestLog;
  readonly #layout: Layout;
  readonly #separator: number;
  readonly #wanted: number;
  /** Of the fields of the present line: at 2 field the start, at 2 field + 1 the end, without quotes and spaces. */
  readonly #bounds: Int32Array;
  #found = 0;
  readonly #operations = new Operations();

  constructor(log: RequestLog, layout: Layout) {
    this.#log = log;
    this.#layout = layout;
    this.#separator = layout.separator.charCodeAt(0);
    this.#wanted = 1 + Math.max(...Object.values(layout.at));
    this.#bounds = new Int32Array(2 * this.#wanted);
  }

  read(bytes: Uint8Array, from: number, to: number, line: number): void {
    if (bytes[from] === HASH) {
      this.#log.ignore('comments', line);
      return;
    }
    this.#split(bytes, from, to, line);
    const { at, timeUnitMs, ttlUnitMs } = this.#layout;
    // Empty columns at the end may be left out, the key may not.
    if (this.#found <= at.key)
      throw new TraceError(`no column ${at.key + 1}, the key, in ${quoted(bytes, from, to)}.`, { line });
    const op = this.#isEmpty(at.op)
      ? READ
      : this.#operations.in(bytes, this.#bounds[2 * at.op] as number, this.#bounds[2 * at.op + 1] as number);
    if (op === OTHER) {
      this.#log.ignore('lines with an operation that is neither read, write nor removal', line);
      return;
    }
    const timeMs = this.#number(bytes, at.time, 0, 'the time', line) * timeUnitMs;
    const size = this.#number(bytes, at.size, 1, 'the size', line);
    const ttl = this.#number(bytes, at.ttl, 0, 'the TTL', line);
    const ttlMs = ttl === 0 ? Infinity : ttl * ttlUnitMs;
    const start = this.#bounds[2 * at.key] as number;
    const end = this.#bounds[2 * at.key + 1] as number;
    if (bytes[start - 1] === QUOTE && start > from) {
      const key = new TextEncoder().encode(textOf(bytes, start, end).replaceAll('""', '"'));
      this.#log.add(key, 0, key.length, timeMs, size, op, ttlMs, line);
    } else {
      this.#log.add(bytes, start, end, timeMs, size, op, ttlMs, line);
    }
  }

  #split(bytes: Uint8Array, from: number, to: number, line: number): void {
    const bounds = this.#bounds;
    const separator = this.#separator;
    let found = 0;
    let start = from;
    while (found < this.#wanted) {
      while (start < to && bytes[start] === SPACE) start++;
      const isQuoted = bytes[start] === QUOTE && start < to;
      let end = isQuoted ? closingQuote(bytes, start, to, line) : start;
      bounds[2 * found] = isQuoted ? start + 1 : start;
      if (isQuoted) bounds[2 * found + 1] = end;
      while (end < to && bytes[end] !== separator) end++;
      const next = end + 1;
      if (!isQuoted) {
        while (end > start && bytes[end - 1] === SPACE) end--;
        bounds[2 * found + 1] = end;
      }
      found++;
      if (next > to) break;
      start = next;
    }
    this.#found = found;
  }

  #isEmpty(column: number): boolean {
    return (
      column === ABSENT || column >= this.#found || this.#bounds[2 * column] === this.#bounds[2 * column + 1]
    );
  }

  #number(bytes: Uint8Array, column: number, absent: number, what: string, line: number): number {
    if (this.#isEmpty(column)) return absent;
    return numberOr(
      bytes,
      this.#bounds[2 * column] as number,
      this.#bounds[2 * column + 1] as number,
      what,
      line,
    );
  }
}

/** Where the quote ends that opens at `from`; two in a row are one that belongs to the field. */
function closingQuote(bytes: Uint8Array, from: number, to: number, line: number): number {
  for (let at = from + 1; at < to; at++) {
    if (bytes[at] !== QUOTE) continue;
    if (at + 1 === to || bytes[at + 1] !== QUOTE) return at;
    at++;
  }
  throw new TraceError('a quote is opened and not closed.', { line, advice: 'A field may not span lines.' });
}
