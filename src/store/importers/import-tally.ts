import { failed, type Reply } from '../../base/result';
import { visibleStart, visibleText } from '../../base/visible-text';

/** A row that cannot be used, and why. */
export interface BadRow {
  readonly file: string;
  readonly line: number;
  readonly what: string;
}

/** Bad rows that are kept for people to look at. */
const EXAMPLES = 5;
export const NOT_READABLE = 'not readable';

/** Counts what was met in a file; nothing is left out without being counted. */
export class ImportTally {
  rows = 0;
  used = 0;
  readonly leftOut = new Map<string, number>();
  readonly examples: BadRow[] = [];
  /** Where each reason was met first. */
  readonly #first = new Map<string, BadRow>();

  skip(reason: string, file: string, line: number, what = ''): void {
    const rows = this.leftOut.get(reason) ?? 0;
    this.leftOut.set(reason, rows + 1);
    if (rows === 0) this.#first.set(reason, { file, line, what });
  }

  /** Counts a row that cannot be read; the first few are kept as examples. `what` may quote it. */
  bad(file: string, line: number, what: string): void {
    const shown = visibleText(what);
    this.skip(NOT_READABLE, file, line, shown);
    if (this.examples.length < EXAMPLES) this.examples.push({ file, line, what: shown });
  }

  /** The failure of a file none of whose rows can be used: every reason, the most frequent first, and where it shows. */
  nothingUsed(file: string): Reply<never> {
    if (this.rows === 0) return failed('no-usable-row', 'There is no row below the header.', { file });
    const reasons = [...this.leftOut].sort(([, a], [, b]) => b - a);
    const told = reasons.map(([reason, rows]) => {
      const first = this.#first.get(reason);
      return `${rows} ${reason}${first ? ` (first in line ${first.line}${first.what && `: ${first.what}`})` : ''}`;
    });
    const first = this.#first.get(reasons[0]?.[0] ?? '');
    return failed('no-usable-row', `None of the ${this.rows} rows can be used: ${told.join('; ')}.`, {
      file: first?.file ?? file,
      ...(first && { line: first.line }),
    });
  }
}

/** A cell as a message quotes it. */
export const quote = (cell: string): string => `“${visibleStart(cell, 60)}”`;
