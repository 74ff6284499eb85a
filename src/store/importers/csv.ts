import Papa from 'papaparse';

/** A record with the number of the line that it begins on, counted from 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A record longer than this is a quote that was never closed, or no CSV at all. */
const LONGEST_RECORD = 1_000_000;

export class CsvError extends Error {
  constructor(
    readonly line: number,
    what: string,
  ) {
    super(what);
  }
}

/**
 * Records of a CSV text that comes in pieces, in batches, with their line numbers. Papa Parse splits the records; the
 * pieces are cut here where a record ends, so that memory does not grow with the file. Throws `CsvError` for a record
 * that does not end.
 */
export async function* csvRows(pieces: AsyncIterable<string>): AsyncGenerator<CsvRow[]> {
  let held = '';
  let line = 1;
  let first = true;
  for await (const piece of pieces) {
    held += first ? piece.replace(/^\uFEFF/, '') : piece;
    first = false;
    const end = lastRecordEnd(held);
    if (end === 0) {
      if (held.length > LONGEST_RECORD)
        throw new CsvError(line, `A record has no end within ${LONGEST_RECORD} characters`);
      continue;
    }
    const batch = parse(held.slice(0, end), line);
    line = batch.next;
    held = held.slice(end);
    yield batch.rows;
  }
  if (held.trim() === '') return;
  if (held.split('"').length % 2 === 0) throw new CsvError(line, 'A quotation mark is never closed');
  yield parse(held, line).rows;
}

/** Just after the last line break that is not inside quotes; 0 if there is none. */
function lastRecordEnd(text: string): number {
  let inside = false;
  let end = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) inside = !inside;
    else if (code === 10 && !inside) end = i + 1;
  }
  return end;
}

function parse(text: string, from: number): { rows: CsvRow[]; next: number } {
  const { data } = Papa.parse<string[]>(text, { delimiter: ',' });
  const rows: CsvRow[] = [];
  let line = from;
  for (const cells of data) {
    const empty = cells.length === 1 && cells[0] === '';
    if (!empty) rows.push({ line, cells });
    // A record takes one line, and one more for each break inside its cells.
    line += 1 + cells.reduce((sum, cell) => sum + breaks(cell), 0);
  }
  // After the last line break Papa Parse sees one more, empty record.
  return { rows, next: text.endsWith('\n') ? line - 1 : line };
}

function breaks(cell: string): number {
  let count = 0;
  for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count++;
  return count;
}
