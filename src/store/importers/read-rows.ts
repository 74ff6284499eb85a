import type { Problem } from '../../base/result';
import { type ImportTally, quote } from './import-tally';
import type { ImportSource, PurchaseRow, Reading, TakePurchase } from './importer';
import { isSampled } from './sampled';

/** A row that is not a purchase: the reason for leaving it out, or what cannot be parsed. */
export type NoPurchase = { readonly skip: string } | { readonly bad: string };

/** Thrown when the file exceeds a limit. */
export class TooLarge extends Error {
  constructor(
    readonly problem: Problem,
    readonly shareRead: number,
  ) {
    super(problem.what);
  }
}

export const OUTSIDE_SAMPLE = 'of customers outside the sample';

/**
 * Passes the purchases of a file to `take`, row by row, and counts every other row by its reason. Throws TooLarge when
 * a purchase would exceed a limit.
 * @param purchaseIn parses a row; `line` is its line number.
 * @param hasHeader whether the first record names the columns.
 */
export async function readRows(
  source: ImportSource,
  { sample }: Reading,
  tally: ImportTally,
  take: TakePurchase,
  purchaseIn: (cells: readonly string[], line: number) => PurchaseRow | NoPurchase,
  hasHeader = true,
): Promise<void> {
  const file = source.file.name;
  let isHeader = hasHeader;
  for await (const batch of source.rows())
    for (const { line, cells, broken } of batch) {
      if (isHeader) {
        isHeader = false;
        continue;
      }
      tally.rows++;
      const found = broken ? { bad: broken } : purchaseIn(cells, line);
      if ('bad' in found) tally.bad(file, line, found.bad);
      else if ('skip' in found) tally.skip(found.skip, file, line);
      else if (!isSampled(found.customer, sample)) tally.skip(OUTSIDE_SAMPLE, file, line);
      else {
        const passed = take(found);
        if (passed !== undefined) throw tooLarge(source, tally, line, passed);
        tally.used++;
      }
    }
}

function tooLarge(source: ImportSource, tally: ImportTally, line: number, passed: string): TooLarge {
  const file = source.file.name;
  const what = `The file is too large: row ${tally.rows.toLocaleString('en')} would exceed ${passed}.`;
  return new TooLarge({ kind: 'too-large', what, where: { file, line } }, source.shareRead);
}

/** Joins the cells of a row for a message. */
export const rowAsText = (cells: readonly string[], separator: string): string =>
  quote(cells.join(separator));
