import { Panel, subtractProduct } from './panel';
import { invertSmall } from './small-inverse';

/** Columns per sweep: two panels of this width and the tiles between them stay in the CPU cache. */
const BLOCK = 64;
/** Rows between two reports of progress: some 10 million multiplications. */
const ROWS_A_STEP = 64;

/**
 * Inverts a symmetric positive definite matrix of `n` rows in place, block by block with the sweep operator (Goodnight,
 * The American Statistician 1979): sweeping all rows gives the inverse with its sign changed, and every matrix on the
 * way is symmetric, so the lower triangle is enough and all n³ multiplications are the updates of tiles. Reads the
 * lower triangle, writes both. Yields the share done. Throws for a matrix without an inverse.
 */
export function* invertSymmetric(a: Float64Array, n: number): Generator<number, void, void> {
  for (let first = 0; first < n; first += BLOCK) {
    const end = Math.min(n, first + BLOCK);
    const pivot = pivotOf(a, n, first, end);
    invertSmall(pivot, end - first);
    const right = panelOf(a, n, first, end);
    const left = times(right, pivot, first, end);
    for (let row = 0; row < n; row += 4) {
      subtractProduct(a, n, left, right, row, row + 1);
      if (row % ROWS_A_STEP === 0) yield (first + (end - first) * (row / n) * (row / n)) / n;
    }
    putBack(a, n, left, pivot, first, end);
  }
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      const value = -(a[i * n + j] as number);
      a[i * n + j] = value;
      a[j * n + i] = value;
    }
}

function pivotOf(a: Float64Array, n: number, first: number, end: number): Float64Array {
  const width = end - first;
  const pivot = new Float64Array(width * width);
  for (let i = 0; i < width; i++)
    for (let j = 0; j <= i; j++) {
      const value = a[(first + i) * n + first + j] as number;
      pivot[i * width + j] = value;
      pivot[j * width + i] = value;
    }
  return pivot;
}

/** Copies the block's columns from the lower triangle. The block's own rows stay 0, so that no update changes them. */
function panelOf(a: Float64Array, n: number, first: number, end: number): Panel {
  const panel = new Panel(n, end - first);
  for (let i = 0; i < n; i++) {
    if (i >= first && i < end) continue;
    const place = panel.place(i);
    for (let k = 0; k < panel.width; k++)
      panel.values[place + 4 * k] = (i >= end ? a[i * n + first + k] : a[(first + k) * n + i]) as number;
  }
  return panel;
}

/** Returns `panel · pivot`, for a symmetric pivot. */
function times(panel: Panel, pivot: Float64Array, first: number, end: number): Panel {
  const { rows, width } = panel;
  const product = new Panel(rows, width);
  for (let i = 0; i < rows; i++) {
    if (i >= first && i < end) continue;
    const place = panel.place(i);
    for (let k = 0; k < width; k++) {
      let sum = 0;
      for (let j = 0; j < width; j++)
        sum += (panel.values[place + 4 * j] as number) * (pivot[k * width + j] as number);
      product.values[place + 4 * k] = sum;
    }
  }
  return product;
}

function putBack(
  a: Float64Array,
  n: number,
  swept: Panel,
  pivot: Float64Array,
  first: number,
  end: number,
): void {
  const width = end - first;
  for (let i = 0; i < n; i++) {
    if (i >= first && i < end) continue;
    const place = swept.place(i);
    for (let k = 0; k < width; k++)
      a[i >= end ? i * n + first + k : (first + k) * n + i] = swept.values[place + 4 * k] as number;
  }
  for (let i = 0; i < width; i++)
    for (let j = 0; j <= i; j++) a[(first + i) * n + first + j] = -(pivot[i * width + j] as number);
}
