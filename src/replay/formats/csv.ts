import { type ColumnRole, EXPTIME } from '../columns';
import { KEEP_TTL, READ, REMOVE, UNKNOWN_SIZE } from '../ops';
import type { RequestLog } from '../request-log';
import { TraceError } from '../trace-error';
import { ABSENT, type Layout, layoutOf, looksLikeCsv } from './csv-layout';
import { ttlOfExptime } from './exptime';
import { numberOr, quoted, textOf } from './fields';
import type { TraceFormat } from './format';
import { JoinedKey } from './joined-key';
import { byLineStarts, NEWLINE, RETURN } from './lines';
import { OTHER, operations } from './operations';
import { SinceFirst } from './since-first';

/**
 * Requests in columns, separated by commas, semicolons or tabs (RFC 4180, without line ends inside quotes). A header is
 * recognised by its names, also in a comment before the first line. Without one, the columns are time, key, size, op
 * and ttl from the left, and a single column is the key. `columns` overrides this and may combine several columns into
 * a key. With `columns` or a header, spaces or bars may be separators too.
 * Times and TTLs are in seconds, or in the unit of the name (`time_ms`, `ttl [us]`). Times since an epoch in
 * milliseconds, microseconds, nanoseconds or Windows' 100 ns since 1601 are recognised by magnitude in the first
 * hundred lines.
 * An empty TTL or 0 is none; so is -1, as in Redis. On a read in a file with operations, an empty TTL or 0 states
 * nothing; -2 ("no such key") never does. A column named `exptime` holds Memcached's raw expiry times.
 * Operations: see `operations.ts`; an empty one is a read. An empty size is unknown.
 */
export const csv: TraceFormat = {
  name: 'csv',
  label: 'CSV with a key and any of the columns time, size, op, ttl',
  example: 'time,key,size,op,ttl\n1,a,5,get,0\n2,"b""c",6,set,30\n',
  recognise: looksLikeCsv,
  open(log, head, reading) {
    const layout = layoutOf(head, reading);
    if (layout.roles.includes('ttl')) log.keepTimes();
    const reader = new CsvReader(log, layout);
    return byLineStarts((bytes, from, line) => reader.read(bytes, from, line));
  },
};

const QUOTE = 0x22;
const HASH = 0x23;
const SPACE = 0x20;
const TAB = 0x09;
const ZERO = 0x30;
const MINUS = 0x2d;

class CsvReader {
  readonly #log: RequestLog;
  readonly #layout: Layout;
  readonly #separator: number;
  /** The role of each column that is read. */
  readonly #roles: readonly (ColumnRole | undefined)[];
  readonly #hasOps: boolean;
  readonly #hasSizes: boolean;
  /** Number of columns that hold a part of the key. */
  readonly #keyParts: number;
  readonly #key = new JoinedKey();
  readonly #operations = operations();
  readonly #clock: SinceFirst;
  /** The header line; empty if there is none. */
  readonly #head: Uint8Array;
  #headIsMet = false;
  /** The last field read, without quotes and outer spaces. */
  #start = 0;
  #end = 0;
  /** The last number read; undefined for an empty field. */
  #value: number | undefined;

  constructor(log: RequestLog, layout: Layout) {
    this.#log = log;
    this.#layout = layout;
    this.#separator = layout.separator.charCodeAt(0);
    this.#roles = layout.roles;
    this.#hasOps = layout.roles.includes('op');
    this.#hasSizes = layout.roles.includes('size');
    this.#keyParts = layout.roles.filter((role) => role === 'key').length;
    this.#clock = new SinceFirst(layout.timeUnitMs);
    this.#head = new TextEncoder().encode(layout.head ?? '');
  }

  /** Reads a line and returns its end. */
  read(bytes: Uint8Array, from: number, line: number): number {
    const roles = this.#roles;
    const { isEpoch, timeUnitMs, sizeUnit } = this.#layout;
    let timeMs = 0;
    let size = this.#hasSizes ? UNKNOWN_SIZE : 1;
    let ttl: number | undefined;
    let op = READ;
    let keyStart = ABSENT;
    let keyEnd = 0;
    let parts = 0;
    if (bytes[from] === this.#head[0] && this.#isHead(bytes, from, line)) return bytes.indexOf(NEWLINE, from);
    if (bytes[from] === HASH || bytes[from] === NEWLINE || bytes[from] === RETURN)
      return this.#passOver(bytes, from, line);
    let at = this.#separator === SPACE ? this.#indented(bytes, from) : from;
    for (let column = 0; column < roles.length; column++) {
      const role = roles[column];
      if (role === 'key') {
        at = this.#field(bytes, at, line);
        keyStart = this.#start;
        keyEnd = this.#end;
        if (this.#keyParts > 1) this.#addPart(bytes, parts++);
      } else if (role === 'time') {
        at = isEpoch ? this.#moment(bytes, at, line) : this.#number(bytes, at, 'the time', line);
        timeMs = isEpoch ? (this.#value ?? 0) : (this.#value ?? 0) * timeUnitMs;
      } else if (role === 'size') {
        at = this.#number(bytes, at, 'the size', line);
        size = this.#value === undefined ? UNKNOWN_SIZE : this.#value * sizeUnit;
      } else if (role === 'ttl') {
        at = this.#ttl(bytes, at, line);
        ttl = this.#value;
      } else {
        at = this.#field(bytes, at, line);
        if (role === 'op' && this.#end > this.#start) op = this.#operations.in(bytes, this.#start, this.#end);
      }
      if (bytes[at] === NEWLINE) break;
      at++;
    }
    while (bytes[at] !== NEWLINE) at++;
    if (keyStart === ABSENT || (this.#keyParts > 1 && parts < this.#keyParts)) {
      const column = this.#keyParts > 1 ? roles.lastIndexOf('key') : roles.indexOf('key');
      throw new TraceError(`no column ${column + 1}, the key, in ${quoted(bytes, from, at)}.`, { line });
    }
    if (op === OTHER) {
      this.#log.ignore('lines with an operation other than read, write or removal', line);
      return at;
    }
    let ttlMs = this.#ttlMs(ttl, op, timeMs);
    // An exptime in the past: a written value is removed at once; on a read it states nothing.
    if (ttlMs <= 0) {
      ttlMs = KEEP_TTL;
      if (op !== READ) op = REMOVE;
    }
    if (this.#keyParts > 1) {
      this.#log.add(this.#key.bytes, 0, this.#key.length, timeMs, size, op, ttlMs, line);
    } else if (keyStart > from && bytes[keyStart - 1] === QUOTE) {
      const key = unescaped(bytes, keyStart, keyEnd);
      this.#log.add(key, 0, key.length, timeMs, size, op, ttlMs, line);
    } else {
      this.#log.add(bytes, keyStart, keyEnd, timeMs, size, op, ttlMs, line);
    }
    return at;
  }

  /** Adds the last field read to the key. */
  #addPart(bytes: Uint8Array, part: number): void {
    if (part === 0) this.#key.clear();
    if (this.#start > 0 && bytes[this.#start - 1] === QUOTE) {
      const field = unescaped(bytes, this.#start, this.#end);
      this.#key.add(field, 0, field.length);
    } else this.#key.add(bytes, this.#start, this.#end);
  }

  /** Returns the start of the first column in a line separated by spaces. */
  #indented(bytes: Uint8Array, from: number): number {
    let at = from;
    while (bytes[at] === SPACE || bytes[at] === TAB) at++;
    return at;
  }

  /** Returns whether the line is the header; it repeats in concatenated files. */
  #isHead(bytes: Uint8Array, from: number, line: number): boolean {
    const head = this.#head;
    for (let at = 0; at < head.length; at++) if (bytes[from + at] !== head[at]) return false;
    const next = bytes[from + head.length];
    if (next !== NEWLINE && (next !== RETURN || bytes[from + head.length + 1] !== NEWLINE)) return false;
    if (this.#headIsMet) this.#log.ignore('repeated headers', line);
    this.#headIsMet = true;
    return true;
  }

  #passOver(bytes: Uint8Array, from: number, line: number): number {
    if (bytes[from] === HASH) this.#log.ignore('comments', line);
    return bytes.indexOf(NEWLINE, from);
  }

  /** Reads the field at `from` into `#start` and `#end`. Returns the offset of the separator or newline after it. */
  #field(bytes: Uint8Array, from: number, line: number): number {
    const separator = this.#separator;
    let at = from;
    while (bytes[at] === SPACE || (bytes[at] === TAB && separator === SPACE)) at++;
    if (bytes[at] === QUOTE) return this.#quotedField(bytes, at, line);
    this.#start = at;
    let byte = bytes[at] as number;
    while (byte !== separator && byte !== NEWLINE && (byte !== TAB || separator !== SPACE))
      byte = bytes[++at] as number;
    let end = at;
    while (end > this.#start && (bytes[end - 1] === SPACE || bytes[end - 1] === RETURN)) end--;
    this.#end = end;
    return separator === SPACE ? this.#lastSpace(bytes, at) : at;
  }

  /** Several spaces in a row separate columns like one; those at the end of a line separate none. */
  #lastSpace(bytes: Uint8Array, from: number): number {
    let at = from;
    while (isBlank(bytes[at] as number)) at++;
    return bytes[at] === NEWLINE ? at : Math.max(from, at - 1);
  }

  /** Reads a numeric or empty field into `#value`. Returns its end, like `#field`. */
  #number(bytes: Uint8Array, from: number, what: string, line: number): number {
    let value = 0;
    let at = from;
    // Nearly all fields are digits only, parsed on the way to the separator. Up to 15 digits are exact in a double.
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

  /** Reads a time into `#value`, in milliseconds from the first one; 0 for an empty field. */
  #moment(bytes: Uint8Array, from: number, line: number): number {
    const at = this.#field(bytes, from, line);
    this.#value = 0;
    if (this.#end === this.#start) return at;
    this.#value = this.#clock.msIn(bytes, this.#start, this.#end);
    if (Number.isNaN(this.#value))
      throw new TraceError(
        `the time is ${quoted(bytes, this.#start, this.#end)}, not a plain decimal number of 0 or more.`,
        { line },
      );
    return at;
  }

  /** Reads a TTL into `#value`, in the file's unit; undefined for an empty field. */
  #ttl(bytes: Uint8Array, from: number, line: number): number {
    if (bytes[from] !== MINUS && bytes[from] !== QUOTE && bytes[from] !== SPACE)
      return this.#number(bytes, from, 'the TTL', line);
    const at = this.#field(bytes, from, line);
    const isNegative = bytes[this.#start] === MINUS;
    const value =
      this.#end === this.#start
        ? undefined
        : numberOr(bytes, this.#start + (isNegative ? 1 : 0), this.#end, 'the TTL', line);
    this.#value = value === undefined || !isNegative ? value : -value;
    if (isNegative && this.#layout.ttlUnit !== EXPTIME && value !== 1 && value !== 2)
      throw new TraceError(
        `the TTL is ${quoted(bytes, this.#start, this.#end)}, not 0 or more, -1 (no TTL) or -2 (no such key).`,
        { line },
      );
    return at;
  }

  /** Returns the TTL that a line states; see the format. */
  #ttlMs(ttl: number | undefined, op: number, timeMs: number): number {
    const { ttlUnit } = this.#layout;
    // In a file with writes, a read without a TTL states nothing about it.
    const unsaid = op === READ && this.#hasOps ? KEEP_TTL : Infinity;
    if (ttl === undefined || ttl === 0) return unsaid;
    if (ttlUnit === EXPTIME)
      return ttlOfExptime(ttl, timeMs + (this.#layout.isEpoch ? this.#clock.firstMs : 0));
    if (ttl < 0) return ttl === -1 ? Infinity : KEEP_TTL;
    return ttl * ttlUnit;
  }

  /** Reads a field in quotes. Two quotes in a row stand for one in the field. */
  #quotedField(bytes: Uint8Array, from: number, line: number): number {
    let at = from + 1;
    for (; bytes[at] !== QUOTE || bytes[at + 1] === QUOTE; at++) {
      if (bytes[at] === NEWLINE)
        throw new TraceError('a quote is not closed.', {
          line,
          advice: 'A field may not span lines.',
        });
      if (bytes[at] === QUOTE) at++;
    }
    this.#start = from + 1;
    this.#end = at;
    while (bytes[at] !== this.#separator && bytes[at] !== NEWLINE) at++;
    return this.#separator === SPACE ? this.#lastSpace(bytes, at) : at;
  }
}

const isBlank = (byte: number): boolean => byte === SPACE || byte === TAB || byte === RETURN;

/** Unescapes a field in quotes: two quotes become one. */
const unescaped = (bytes: Uint8Array, from: number, to: number): Uint8Array =>
  new TextEncoder().encode(textOf(bytes, from, to).replaceAll('""', '"'));
