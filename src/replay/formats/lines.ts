import { TraceError } from '../trace-error';
import type { Parser } from './format';

const NEWLINE = 0x0a;
const RETURN = 0x0d;
/** Bytes. Longer than any log line; a file without line ends is noticed early. */
const LONGEST_LINE = 1 << 20;

/**
 * Cuts a text into lines and hands each over where it lies: `bytes` from `from` to before `to`, without its end,
 * `line` counted from 1. Only a line that lies across two pieces is copied. Empty lines are passed over.
 */
export function byLines(
  readLine: (bytes: Uint8Array, from: number, to: number, line: number) => void,
): Parser {
  let line = 0;
  let rest = new Uint8Array(0);

  const hand = (bytes: Uint8Array, from: number, to: number) => {
    line++;
    const end = to > from && bytes[to - 1] === RETURN ? to - 1 : to;
    if (end > from) readLine(bytes, from, end, line);
  };

  return {
    feed(piece) {
      let from = 0;
      if (rest.length > 0) {
        const end = piece.indexOf(NEWLINE);
        rest = joined(rest, end < 0 ? piece : piece.subarray(0, end));
        if (rest.length > LONGEST_LINE)
          throw new TraceError(`longer than ${LONGEST_LINE} bytes.`, { line: line + 1 });
        if (end < 0) return;
        hand(rest, 0, rest.length);
        rest = new Uint8Array(0);
        from = end + 1;
      }
      for (let to = piece.indexOf(NEWLINE, from); to >= 0; to = piece.indexOf(NEWLINE, from)) {
        hand(piece, from, to);
        from = to + 1;
      }
      rest = piece.slice(from);
    },
    end() {
      if (rest.length > 0) hand(rest, 0, rest.length);
    },
  };
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
