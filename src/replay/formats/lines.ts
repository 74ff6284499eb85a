import { TraceError } from '../trace-error';
import type { Parser } from './format';

export const NEWLINE = 0x0a;
export const RETURN = 0x0d;
/** In bytes. Longer than any log line, so that a file without line ends is detected early. */
const MAX_LINE_LENGTH = 1 << 20;

/**
 * Splits a text into lines and passes each to `read` without copying: `bytes` from `from` up to but excluding `to`,
 * without its line end; `line` counts from 1. Skips empty lines.
 */
export function byLines(
  readLine: (bytes: Uint8Array, from: number, to: number, line: number) => void,
): Parser {
  return byLineStarts((bytes, from, line) => {
    let at = from;
    // A loop: lines are short, and a call into native code costs more.
    while (bytes[at] !== NEWLINE) at++;
    const to = at > from && bytes[at - 1] === RETURN ? at - 1 : at;
    if (to > from) readLine(bytes, from, to, line);
    return at;
  });
}

/**
 * The same for readers that find the end of a line while parsing it: `read` returns the offset of the newline of the
 * line that starts at `from`, which exists. Copies only lines that span two chunks.
 */
export function byLineStarts(read: (bytes: Uint8Array, from: number, line: number) => number): Parser {
  let line = 0;
  let rest = new Uint8Array(0);
  return {
    feed(piece) {
      const last = piece.lastIndexOf(NEWLINE);
      let from = 0;
      if (rest.length > 0) {
        from = piece.indexOf(NEWLINE) + 1;
        rest = joined(rest, from > 0 ? piece.subarray(0, from) : piece);
        if (rest.length > MAX_LINE_LENGTH)
          throw new TraceError(`longer than ${MAX_LINE_LENGTH} bytes.`, { line: line + 1 });
        if (from === 0) return;
        read(rest, 0, ++line);
      }
      while (from <= last) from = read(piece, from, ++line) + 1;
      rest = piece.slice(from);
    },
    end() {
      if (rest.length > 0) read(joined(rest, Uint8Array.of(NEWLINE)), 0, line + 1);
    },
  };
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
