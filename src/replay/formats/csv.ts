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
 * Requests in columns, a comma, semicolon or tab between them (RFC 4180, without line ends inside quotes). A head is
 * recognised by its names, also in a comment before the first line; without one the columns are time, key, size, op and
 * ttl from the left, and a single column is the key. `columns` says otherwise, and may make a key of several; then, or
 * with a head, spaces or bars may stand between columns too.
 * Times and TTLs are seconds, or what a name says (`time_ms`, `ttl [us]`); moments of our time in milliseconds,
 * microseconds, nanoseconds or Windows' 100 ns since 1601 are known by their size in the first hundred lines.
 * A TTL that is empty or 0 is none; so is -1, as Redis says it. On a read in a file with operations, an empty or 0 TTL
 * says nothing, nor does -2 ("no such key") anywhere. A column called `exptime` holds Memcached's raw expiry times.
 * Operations: see `operations.ts`; an empty one is a read. An empty size is unknown.
 */
export const csv: TraceFormat = {
  name: 'csv',
  label: 'CSV with the key and any of the columns time, size, op, ttl',
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
  /** Of each column that is looked at, what it holds. */
  readonly #roles: readonly (ColumnRole | undefined)[];
  readonly #hasOps: boolean;
  readonly #hasSizes: boolean;
  /** How many columns hold a part of the key. */
  readonly #keyParts: number;
  readonly #key = new JoinedKey();
  readonly #operations = operations();
  readonly #clock: SinceFirst;
  /** The line that names the columns; empty for none. */
  readonly #head: Uint8Array;
  #headIsMet = false;
  /** The field read last, without quotes and outer spaces. */
  #start = 0;
  #end = 0;
  /** The number read last; undefined for an empty field. */
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

  /** Gives where the line ends. */
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
      this.#log.ignore('lines with an operation that is neither read, write nor removal', line);
      return at;
    }
    let ttlMs = this.#ttlMs(ttl, op, timeMs);
    // An exptime in the past: what is written is gone at once, what is read says nothing.
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

  /** Adds the field read last to the key. */
  #addPart(bytes: Uint8Array, part: number): void {
    if (part === 0) this.#key.clear();
    if (this.#start > 0 && bytes[this.#start - 1] === QUOTE) {
      const field = unescaped(bytes, this.#start, this.#end);
      this.#key.add(field, 0, field.length);
    } else this.#key.add(bytes, this.#start, this.#end);
  }

  /** Where the first column begins in a line of columns between spaces. */
  #indented(bytes: Uint8Array, from: number): number {
    let at = from;
    while (bytes[at] === SPACE || bytes[at] === TAB) at++;
    return at;
  }

  /** Whether the line is the one that names the columns; it comes again in files put together. */
  #isHead(bytes: Uint8Array, from: number, line: number): boolean {
    const head = this.#head;
    for (let at = 0; at < head.length; at++) if (bytes[from + at] !== head[at]) return false;
    const next = bytes[from + head.length];
    if (next !== NEWLINE && (next !== RETURN || bytes[from + head.length + 1] !== NEWLINE)) return false;
    if (this.#headIsMet) this.#log.ignore('heads of further files', line);
    this.#headIsMet = true;
    return true;
  }

  #passOver(bytes: Uint8Array, from: number, line: number): number {
    if (bytes[from] === HASH) this.#log.ignore('comments', line);
    return bytes.indexOf(NEWLINE, from);
  }

  /** Reads the field that starts at `from` into `#start` and `#end`; gives where the separator or newline behind it is. */
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

  /** Several spaces in a row part two columns as one does, and those at the end of a line part none. */
  #lastSpace(bytes: Uint8Array, from: number): number {
    let at = from;
    while (isBlank(bytes[at] as number)) at++;
    return bytes[at] === NEWLINE ? at : Math.max(from, at - 1);
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

  /** Reads a moment into `#value`, milliseconds from the first one; 0 for an empty field. */
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
        `the TTL is ${quoted(bytes, this.#start, this.#end)}, neither 0 or more nor -1 (no TTL) or -2 (no such key), as ` +
          'Redis says.',
        { line },
      );
    return at;
  }

  /** What a line says about how long its value lives; see the format. */
  #ttlMs(ttl: number | undefined, op: number, timeMs: number): number {
    const { ttlUnit } = this.#layout;
    // In a file with writes a read without a TTL says nothing about it.
    const unsaid = op === READ && this.#hasOps ? KEEP_TTL : Infinity;
    if (ttl === undefined || ttl === 0) return unsaid;
    if (ttlUnit === EXPTIME)
      return ttlOfExptime(ttl, timeMs + (this.#layout.isEpoch ? this.#clock.firstMs : 0));
    if (ttl < 0) return ttl === -1 ? Infinity : KEEP_TTL;
    return ttl * ttlUnit;
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
    return this.#separator === SPACE ? this.#lastSpace(bytes, at) : at;
  }
}

const isBlank = (byte: number): boolean => byte === SPACE || byte === TAB || byte === RETURN;

/** A field in quotes, with one quote for two. */
const unescaped = (bytes: Uint8Array, from: number, to: number): Uint8Array =>
  new TextEncoder().encode(textOf(bytes, from, to).replaceAll('""', '"'));
