import { TraceError } from '../trace-error';

/** A field of a line as text: for what is read once a file or once an error, not once a request. */
export function textOf(bytes: Uint8Array, from: number, to: number): string {
  return new TextDecoder().decode(bytes.subarray(from, to));
}

/** A field as people are shown it in an error. */
export function quoted(bytes: Uint8Array, from: number, to: number): string {
  const text = textOf(bytes, from, Math.min(to, from + 40));
  return JSON.stringify(to - from > 40 ? `${text}…` : text);
}

/**
 * A decimal number of 0 or more, with or without a fraction; NaN if the field is none. Digits are read here, one
 * multiplication each; whatever looks different (a sign, an exponent, spaces) goes through `Number`.
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

/** The number in a field that must hold one. `what` names it in the error: "the size". */
export function numberOr(bytes: Uint8Array, from: number, to: number, what: string, line: number): number {
  const value = numberIn(bytes, from, to);
  if (Number.isNaN(value))
    throw new TraceError(`${what} is ${quoted(bytes, from, to)}, not a number of 0 or more.`, { line });
  return value;
}

/**
 * Finds up to `limit` fields of a line: starts at even places of `bounds`, ends at odd ones; gives how many there
 * are. The last may be followed by others that nobody asked for.
 */
export function splitAt(
  bytes: Uint8Array,
  from: number,
  to: number,
  separator: number,
  bounds: Int32Array,
  limit: number,
): number {
  let count = 0;
  let start = from;
  for (let at = from; at < to && count < limit; at++) {
    if (bytes[at] !== separator) continue;
    bounds[2 * count] = start;
    bounds[2 * count + 1] = at;
    count++;
    start = at + 1;
  }
  if (count < limit) {
    bounds[2 * count] = start;
    bounds[2 * count + 1] = to;
    count++;
  }
  return count;
}

/** The same for fields between spaces and tabs: several in a row count as one, those at the ends as none. */
export function splitAtSpaces(
  bytes: Uint8Array,
  from: number,
  to: number,
  bounds: Int32Array,
  limit: number,
): number {
  let count = 0;
  let at = from;
  while (count < limit) {
    while (at < to && isSpace(bytes[at] as number)) at++;
    if (at === to) break;
    bounds[2 * count] = at;
    while (at < to && !isSpace(bytes[at] as number)) at++;
    bounds[2 * count + 1] = at;
    count++;
  }
  return count;
}

const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x09;
