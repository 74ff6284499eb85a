import { failed, type Reply } from '../../base/result';
import { visibleStart, visibleText } from '../../base/visible-text';

/** A row that cannot be parsed, and why. */
export interface BadRow {
  readonly file: string;
  readonly line: number;
  readonly what: string;
}

/** Number of bad rows kept as examples. */
const MAX_EXAMPLES = 5;
export const NOT_READABLE = 'not readable';

/** Counts the rows of a file by outcome; every row is counted. */
export class ImportTally {
  rows = 0;
  used = 0;
  readonly leftOut = new Map<string, number>();
  readonly examples: BadRow[] = [];
  /** The first row of each reason. */
  readonly #first = new Map<string, BadRow>();

  skip(reason: string, file: string, line: number, what = ''): void {
    const rows = this.leftOut.get(reason) ?? 0;
    this.leftOut.set(reason, rows + 1);
    if (rows === 0) this.#first.set(reason, { file, line, what });
  }

  /** Counts a row that cannot be parsed and keeps the first few as examples. `what` may quote the row. */
  bad(file: string, line: number, what: string): void {
    const shown = visibleText(what);
    this.skip(NOT_READABLE, file, line, shown);
    if (this.examples.length < MAX_EXAMPLES) this.examples.push({ file, line, what: shown });
  }

  /**
   * Returns the Problem for a file without a single usable row: every reason, the most frequent first, with its first
   * line.
   */
  nothingUsed(file: string): Reply<never> {
    if (this.rows === 0) return failed('no-usable-row', 'There is no row below the header.', { file });
    const reasons = [...this.leftOut].sort(([, a], [, b]) => b - a);
    const described = reasons.map(([reason, rows]) => {
      const first = this.#first.get(reason);
      return `${rows} ${reason}${first ? ` (first in line ${first.line}${first.what && `: ${first.what}`})` : ''}`;
    });
    const first = this.#first.get(reasons[0]?.[0] ?? '');
    return failed('no-usable-row', `None of the ${this.rows} rows can be used: ${described.join('; ')}.`, {
      file: first?.file ?? file,
      ...(first && { line: first.line }),
    });
  }
}

/** Quotes a cell for a message. */
export const quote = (cell: string): string => `“${visibleStart(cell, 60)}”`;
