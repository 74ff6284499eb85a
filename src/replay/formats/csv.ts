import { READ } from '../ops';
import type { RequestLog } from '../request-log';
import { TraceError } from '../trace-error';
import { ABSENT, type Layout, layoutOf, looksLikeCsv } from './csv-layout';
import { numberOr, quoted, textOf } from './fields';
import { COLUMN_ROLES, type ColumnRole, type TraceFormat } from './format';
import { byLineStarts, NEWLINE, RETURN } from './lines';
import { OTHER, operations } from './operations';

/**
 * Requests in columns, a comma, semicolon or tab between them (RFC 4180, without line ends inside quotes). A header is
 * recognised by its names; without one the columns are time, key, size, op and ttl from the left, and a single column
 * is the key. `columns` says otherwise. Times and TTLs are seconds, or what a name's `_ms` or `_us` says; a TTL that
 * is empty or 0 is none. Operations: see `operations.ts`; an empty one is a read.
 */
export const csv: TraceFormat = {
  name: 'csv',
  label: 'CSV with the key and any of the columns time, size, op, ttl',
  example: 'time,key,size,op,ttl\n1,a,5,get,0\n2,"b""c",6,set,30\n',
  recognise: looksLikeCsv,
  open(log, head, reading) {
    const layout = layoutOf(head, reading);
    if (layout.at.ttl !== ABSENT) log.keepTimes();
    const reader = new CsvReader(log, layout);
    return byLineStarts((bytes, from, line) => reader.read(bytes, from, line));
  },
};

const QUOTE = 0x22;
const HASH = 0x23;
const SPACE = 0x20;
const ZERO = 0x30;

class CsvReader {
  readonly #log: RequestLog;
  readonly #layout: Layout;
  readonly #separator: number;
  /** Of each column that is looked at, what it holds. */
  readonly #roles: readonly (ColumnRole | undefined)[];
  readonly #operations = operations();
  #headerIsAhead: boolean;
  /** The field read last, without quotes and outer spaces. */
  #start = 0;
  #end = 0;
  /** The number read last; undefined for an empty field. */
  #value: number | undefined;

  constructor(log: RequestLog, layout: Layout) {
    this.#log = log;
    this.#layout = layout;
    this.#separator = layout.separator.charCodeAt(0);
    this.#headerIsAhead = layout.header;
    const roles: (ColumnRole | undefined)[] = [];
    for (const role of COLUMN_ROLES) if (layout.at[role] !== ABSENT) roles[layout.at[role]] = role;
    this.#roles = Array.from(roles);
  }

  /** Gives where the line ends. */
  read(bytes: Uint8Array, from: number, line: number): number {
    const roles = this.#roles;
    let time = 0;
    let size = 1;
    let ttl = 0;
    let op = READ;
    let keyStart = ABSENT;
    let keyEnd = 0;
    if (this.#headerIsAhead || bytes[from] === HASH || bytes[from] === NEWLINE || bytes[from] === RETURN)
      return this.#passOver(bytes, from, line);
    let at = from;
    for (let column = 0; column < roles.length; column++) {
      const role = roles[column];
      if (role === 'key') {
        at = this.#field(bytes, at, line);
        keyStart = this.#start;
        keyEnd = this.#end;
      } else if (role === 'time') {
        at = this.#number(bytes, at, 'the time', line);
        time = this.#value ?? time;
      } else if (role === 'size') {
        at = this.#number(bytes, at, 'the size', line);
        size = this.#value ?? size;
      } else if (role === 'ttl') {
        at = this.#number(bytes, at, 'the TTL', line);
        ttl = this.#value ?? ttl;
      } else {
        at = this.#field(bytes, at, line);
        if (role === 'op' && this.#end > this.#start) op = this.#operations.in(bytes, this.#start, this.#end);
      }
      if (bytes[at] === NEWLINE) break;
      at++;
    }
    while (bytes[at] !== NEWLINE) at++;
    if (keyStart === ABSENT) {
      const column = this.#layout.at.key + 1;
      throw new TraceError(`no column ${column}, the key, in ${quoted(bytes, from, at)}.`, { line });
    }
    if (op === OTHER) {
      this.#log.ignore('lines with an operation that is neither read, write nor removal', line);
      return at;
    }
    const timeMs = time * this.#layout.timeUnitMs;
    const ttlMs = ttl === 0 ? Infinity : ttl * this.#layout.ttlUnitMs;
    if (keyStart > from && bytes[keyStart - 1] === QUOTE) {
      const key = new TextEncoder().encode(textOf(bytes, keyStart, keyEnd).replaceAll('""', '"'));
      this.#log.add(key, 0, key.length, timeMs, size, op, ttlMs, line);
    } else {
      this.#log.add(bytes, keyStart, keyEnd, timeMs, size, op, ttlMs, line);
    }
    return at;
  }

  #passOver(bytes: Uint8Array, from: number, line: number): number {
    if (this.#headerIsAhead) this.#headerIsAhead = false;
    else if (bytes[from] === HASH) this.#log.ignore('comments', line);
    return bytes.indexOf(NEWLINE, from);
  }

  /** Reads the field that starts at `from` into `#start` and `#end`; gives where the separator or newline behind it is. */
  #field(bytes: Uint8Array, from: number, line: number): number {
    const separator = this.#separator;
    let at = from;
    while (bytes[at] === SPACE) at++;
    if (bytes[at] === QUOTE) return this.#quotedField(bytes, at, line);
    this.#start = at;
    let byte = bytes[at] as number;
    while (byte !== separator && byte !== NEWLINE) byte = bytes[++at] as number;
    let end = at;
    while (end > this.#start && (bytes[end - 1] === SPACE || bytes[end - 1] === RETURN)) end--;
    this.#end = end;
    return at;
  }

  /** Reads a field that holds a number, or nothing, into `#value`; gives where it ends, as `#field`. */
  #number(bytes: Uint8Array, from: number, what: string, line: number): number {
    let value = 0;
    let at = from;
    // Nearly all are digits and no more, read on the way to the separator. Up to 15 are exact in a double.
    for (
      let digit = (bytes[at] as number) - ZERO;
      digit >= 0 && digit <= 9;
      digit = (bytes[++at] as number) - ZERO
    )
      value = value * 10 + digit;
    if (at > from && at - from <= 15 && (bytes[at] === this.#separator || bytes[at] === NEWLINE)) {
      this.#value = value;
      return at;
    }
    at = this.#field(bytes, from, line);
    this.#value = this.#end > this.#start ? numberOr(bytes, this.#start, this.#end, what, line) : undefined;
    return at;
  }

  /** Two quotes in a row are one that belongs to the field. */
  #quotedField(bytes: Uint8Array, from: number, line: number): number {
    let at = from + 1;
    for (; bytes[at] !== QUOTE || bytes[at + 1] === QUOTE; at++) {
      if (bytes[at] === NEWLINE)
        throw new TraceError('a quote is opened and not closed.', {
          line,
          advice: 'A field may not span lines.',
        });
      if (bytes[at] === QUOTE) at++;
    }
    this.#start = from + 1;
    this.#end = at;
    while (bytes[at] !== this.#separator && bytes[at] !== NEWLINE) at++;
    return at;
  }
}
