import { TraceError } from '../trace-error';

const SPACE = 0x20;
const TAB = 0x09;

/** Decodes part of a line. Costs a string: for use once per file or error, not per request. */
export function textOf(bytes: Uint8Array, from: number, to: number): string {
  return new TextDecoder().decode(bytes.subarray(from, to));
}

/** Quotes part of a line for an error message. */
export function quoted(bytes: Uint8Array, from: number, to: number): string {
  const text = textOf(bytes, from, Math.min(to, from + 40));
  return JSON.stringify(to - from > 40 ? `${text}…` : text);
}

/**
 * Parses a decimal number of 0 or more, with or without a fraction; NaN for anything else. Digits are parsed here, one
 * multiplication each; other forms (a point, a sign, an exponent) go through `Number`.
 */
export function numberIn(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  let at = from;
  // Up to 15 digits are exact in a double.
  const end = to - from > 15 ? from : to;
  for (; at < end; at++) {
    const digit = (bytes[at] as number) - 0x30;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  if (at === to && to > from) return value;
  const text = textOf(bytes, from, to).trim();
  const other = text === '' || text.length > 40 ? Number.NaN : Number(text);
  return other >= 0 && other !== Infinity ? other : Number.NaN;
}

const POINT = 0x2e;
const TENS = [1, 1e1, 1e2, 1e3, 1e4, 1e5];

/**
 * Parses seconds with up to six decimals, as milliseconds; NaN for anything else. Counts the microseconds as an
 * integer, so that equal differences give equal numbers.
 */
export function secondsIn(bytes: Uint8Array, from: number, to: number): number {
  const point = indexIn(bytes, POINT, from, to);
  const digits = to - point - 1;
  if (point === to) return numberIn(bytes, from, to) * 1000;
  if (point === from || digits < 1 || digits > 6) return numberIn(bytes, from, to) * 1000;
  const whole = numberIn(bytes, from, point);
  return (whole * 1e6 + numberIn(bytes, point + 1, to) * (TENS[6 - digits] as number)) / 1000;
}

/** Parses a number that must be present; `what` names it in the error: "the size". */
export function numberOr(bytes: Uint8Array, from: number, to: number, what: string, line: number): number {
  const value = numberIn(bytes, from, to);
  if (Number.isNaN(value))
    throw new TraceError(`${what} is ${quoted(bytes, from, to)}, not a number of 0 or more.`, { line });
  return value;
}

/**
 * Offsets of the first fields of a line. One instance serves all lines of a file and allocates nothing per line. Fields
 * are counted from 0; a missing one is empty.
 */
export class Fields {
  readonly #limit: number;
  /** Field i starts at 2 × i and ends at 2 × i + 1. */
  readonly #bounds: Int32Array;
  #bytes = new Uint8Array(0);
  #count = 0;

  /** @param limit number of fields to read from a line. */
  constructor(limit: number) {
    this.#limit = limit;
    this.#bounds = new Int32Array(2 * limit);
  }

  /** Number of fields in the last line, at most the limit. */
  get count(): number {
    return this.#count;
  }
  start(field: number): number {
    return this.#bounds[2 * field] as number;
  }
  end(field: number): number {
    return this.#bounds[2 * field + 1] as number;
  }

  /** Parses the number that a field must hold. */
  number(field: number, what: string, line: number): number {
    const has = field < this.#count;
    return numberOr(this.#bytes, has ? this.start(field) : 0, has ? this.end(field) : 0, what, line);
  }

  /** Splits a line at each separator. */
  splitAt(separator: number, bytes: Uint8Array, from: number, to: number): void {
    this.#begin(bytes);
    let start = from;
    for (let at = from; at <= to && this.#count < this.#limit; at++) {
      if (at < to && bytes[at] !== separator) continue;
      this.#put(start, at);
      start = at + 1;
    }
  }

  /** Splits a line at spaces and tabs: several in a row count as one, those at its ends as none. */
  splitAtSpaces(bytes: Uint8Array, from: number, to: number): void {
    this.#begin(bytes);
    for (let at = from; this.#count < this.#limit; ) {
      while (at < to && isSpace(bytes[at] as number)) at++;
      if (at === to) return;
      const start = at;
      while (at < to && !isSpace(bytes[at] as number)) at++;
      this.#put(start, at);
    }
  }

  #begin(bytes: Uint8Array): void {
    this.#bytes = bytes as Uint8Array<ArrayBuffer>;
    this.#count = 0;
  }

  #put(start: number, end: number): void {
    this.#bounds[2 * this.#count] = start;
    this.#bounds[2 * this.#count + 1] = end;
    this.#count++;
  }
}

/**
 * Returns the offset of a byte from `from` up to but excluding `to`; `to` if absent. Unlike `indexOf`, it never reads
 * beyond the line.
 */
export function indexIn(bytes: Uint8Array, byte: number, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] !== byte) at++;
  return at;
}

const isSpace = (byte: number): boolean => byte === SPACE || byte === TAB;
