import type { Interactions } from '../base/interactions';

/** Compressed rows: row `r` holds `columns[start[r]]` up to `columns[start[r + 1] - 1]`. */
export interface SparseRows {
  readonly start: Int32Array<ArrayBuffer>;
  readonly columns: Int32Array<ArrayBuffer>;
}

export const rowOf = ({ start, columns }: SparseRows, row: number): Int32Array =>
  columns.subarray(start[row] ?? 0, start[row + 1] ?? 0);

/**
 * Returns the distinct products of each shopper, in the order in which they were first bought. Pairs with a shopper or
 * product out of range are left out. Throws when the columns are of unequal length.
 */
export function historiesOf({ shoppers, products, shopper, product }: Interactions): SparseRows {
  if (shopper.length !== product.length)
    throw new Error(`${shopper.length} shoppers stand beside ${product.length} products`);
  const inRange = (i: number) =>
    (shopper[i] as number) >= 0 &&
    (shopper[i] as number) < shoppers &&
    (product[i] as number) >= 0 &&
    (product[i] as number) < products;
  const bucket = new Int32Array(shoppers + 1);
  for (let i = 0; i < shopper.length; i++) if (inRange(i)) countUp(bucket, (shopper[i] as number) + 1);
  return distinct(filled(bucket, shopper, product, inRange), products);
}

/** Returns the same pairs by column. Within each column, rows ascend. */
export function transposed({ start, columns }: SparseRows, width: number): SparseRows {
  const rows = start.length - 1;
  const row = new Int32Array(columns.length);
  for (let r = 0; r < rows; r++) row.fill(r, start[r], start[r + 1]);
  const bucket = new Int32Array(width + 1);
  for (const column of columns) countUp(bucket, column + 1);
  return filled(bucket, columns, row, () => true);
}

/** Returns earlier histories extended by later ones, as if all had been recorded together. */
export function extended(before: SparseRows, since: Interactions): SparseRows {
  const earlier = before.start.length - 1;
  const shoppers = Math.max(earlier, since.shoppers);
  const later = historiesOf({ ...since, shoppers });
  const start = new Int32Array(shoppers + 1);
  const columns = new Int32Array(before.columns.length + later.columns.length);
  let end = 0;
  for (let s = 0; s < shoppers; s++) {
    const rows = s < earlier ? [rowOf(before, s), rowOf(later, s)] : [rowOf(later, s)];
    for (const row of rows) {
      columns.set(row, end);
      end += row.length;
    }
    start[s + 1] = end;
  }
  return distinct({ start, columns }, since.products);
}

function countUp(counts: Int32Array, at: number): void {
  counts[at] = (counts[at] as number) + 1;
}

/** @param bucket size of each row at index row + 1; it becomes the rows' starts. */
function filled(
  bucket: Int32Array<ArrayBuffer>,
  row: Int32Array,
  column: Int32Array,
  counts: (i: number) => boolean,
): SparseRows {
  for (let r = 1; r < bucket.length; r++) bucket[r] = (bucket[r] as number) + (bucket[r - 1] as number);
  const place = bucket.slice();
  const columns = new Int32Array(bucket.at(-1) ?? 0);
  for (let i = 0; i < row.length; i++) {
    if (!counts(i)) continue;
    const r = row[i] as number;
    const at = place[r] as number;
    columns[at] = column[i] as number;
    place[r] = at + 1;
  }
  return { start: bucket, columns };
}

/** Keeps only the first of equal columns in a row. */
function distinct({ start, columns }: SparseRows, width: number): SparseRows {
  const lastRow = new Int32Array(width).fill(-1);
  const kept = new Int32Array(start.length);
  let end = 0;
  for (let r = 0; r + 1 < start.length; r++) {
    for (let i = start[r] as number; i < (start[r + 1] as number); i++) {
      const column = columns[i] as number;
      if (lastRow[column] === r) continue;
      lastRow[column] = r;
      columns[end++] = column;
    }
    kept[r + 1] = end;
  }
  return { start: kept, columns: columns.slice(0, end) };
}
