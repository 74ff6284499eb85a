/** A record with quotation marks, cut into cells, or its error; `incomplete` if its end has not been read yet. */
export type QuotedRecord =
  | {
      readonly cells: readonly string[];
      /** Offset of the next record. */
      readonly next: number;
      /** Number of lines in the record. */
      readonly lines: number;
    }
  | { readonly broken: string }
  | 'incomplete';

export const NEVER_CLOSED = 'a quotation mark is never closed';
const BARE = 'there is a quotation mark inside a cell without quotes';
const AFTER = 'there is text after the closing quotation mark of a cell';

/**
 * Reads the record at `from` (RFC 4180). A cell that starts with a quotation mark, after any spaces, extends to the
 * next single one, across line ends; two in a row stand for one in the text.
 * @param isEnd whether `text` is the end of the file.
 */
export function quotedRecord(text: string, from: number, separator: string, isEnd: boolean): QuotedRecord {
  const cells: string[] = [];
  let lines = 1;
  let at = from;
  for (;;) {
    let start = at;
    while (text[start] === ' ') start++;
    let end: number;
    if (text[start] === '"') {
      const close = closingQuote(text, start);
      if (close === undefined) return isEnd ? { broken: NEVER_CLOSED } : 'incomplete';
      const cell = text.slice(start + 1, close);
      cells.push(cell.replaceAll('""', '"'));
      lines += lineEndsIn(cell);
      end = close + 1;
      while (text[end] === ' ') end++;
    } else {
      end = cellEnd(text, at, separator);
      const cell = text.slice(at, end);
      if (cell.includes('"')) return { broken: BARE };
      cells.push(cell);
    }
    if (end >= text.length) return isEnd ? { cells, next: end, lines } : 'incomplete';
    if (text.startsWith(separator, end)) at = end + separator.length;
    else if (text[end] === '\n') return { cells, next: end + 1, lines };
    else if (text[end] === '\r') {
      if (end + 1 === text.length && !isEnd) return 'incomplete';
      return { cells, next: text[end + 1] === '\n' ? end + 2 : end + 1, lines };
    } else return { broken: AFTER };
  }
}

/**
 * Returns the offset of the quotation mark that closes the cell opened at `open`; undefined if there is none, or if it
 * may be the first of two.
 */
function closingQuote(text: string, open: number): number | undefined {
  for (let at = text.indexOf('"', open + 1); at >= 0; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return at;
  return undefined;
}

function cellEnd(text: string, from: number, separator: string): number {
  let at = from;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r' && !text.startsWith(separator, at)) at++;
  return at;
}

/** Counts the line ends in a cell: CRLF, LF or CR. */
const lineEndsIn = (cell: string): number => cell.match(/\r\n|\n|\r/g)?.length ?? 0;
