import { READ } from '../ops';
import type { RequestLog } from '../request-log';
import { TraceError } from '../trace-error';
import { ABSENT, type Layout, layoutOf, looksLikeCsv } from './csv-layout';
import { Fields, quoted, textOf } from './fields';
import type { TraceFormat } from './format';
import { byLines } from './lines';
import { OTHER, operations } from './operations';

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
const HASH = 0x23;

class CsvLines {
  readonly #log: RequestLog;
  readonly #layout: Layout;
  readonly #separator: number;
  readonly #fields: Fields;
  readonly #operations = operations();

  constructor(log: RequestLog, layout: Layout) {
    this.#log = log;
    this.#layout = layout;
    this.#separator = layout.separator.charCodeAt(0);
    this.#fields = new Fields(1 + Math.max(...Object.values(layout.at)));
  }

  read(bytes: Uint8Array, from: number, to: number, line: number): void {
    if (bytes[from] === HASH) {
      this.#log.ignore('comments', line);
      return;
    }
    const { at, timeUnitMs, ttlUnitMs } = this.#layout;
    const fields = this.#fields;
    fields.splitCsv(this.#separator, bytes, from, to, line);
    // Columns at the end may be left out, the key may not.
    if (fields.count <= at.key)
      throw new TraceError(`no column ${at.key + 1}, the key, in ${quoted(bytes, from, to)}.`, { line });
    const op = this.#has(at.op) ? this.#operations.in(bytes, fields.start(at.op), fields.end(at.op)) : READ;
    if (op === OTHER) {
      this.#log.ignore('lines with an operation that is neither read, write nor removal', line);
      return;
    }
    const timeMs = this.#number(at.time, 0, 'the time', line) * timeUnitMs;
    const size = this.#number(at.size, 1, 'the size', line);
    const ttl = this.#number(at.ttl, 0, 'the TTL', line);
    const ttlMs = ttl === 0 ? Infinity : ttl * ttlUnitMs;
    const start = fields.start(at.key);
    const end = fields.end(at.key);
    if (start > from && bytes[start - 1] === QUOTE) {
      const key = new TextEncoder().encode(textOf(bytes, start, end).replaceAll('""', '"'));
      this.#log.add(key, 0, key.length, timeMs, size, op, ttlMs, line);
    } else {
      this.#log.add(bytes, start, end, timeMs, size, op, ttlMs, line);
    }
  }

  #has(column: number): boolean {
    return column !== ABSENT && !this.#fields.isEmpty(column);
  }

  #number(column: number, absent: number, what: string, line: number): number {
    return this.#has(column) ? this.#fields.number(column, what, line) : absent;
  }
}
