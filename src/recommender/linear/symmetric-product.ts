import { Panel, subtractProduct } from './panel';

const BLOCK = 64;
const ROWS_A_STEP = 64;

/**
 * Returns `-a · b` for square matrices of `n` rows, `a` symmetric. 2 n³ operations in panels, as in the inverse. Yields
 * the share done.
 */
export function* negativeProduct(
  a: Float64Array,
  b: Float32Array,
  n: number,
): Generator<number, Float64Array<ArrayBuffer>, void> {
  const product = new Float64Array(n * n);
  for (let first = 0; first < n; first += BLOCK) {
    const width = Math.min(BLOCK, n - first);
    const left = new Panel(n, width);
    const right = new Panel(n, width);
    for (let k = 0; k < width; k++) {
      const row = (first + k) * n;
      for (let i = 0; i < n; i++) {
        // `a` is symmetric: its row is its column, and contiguous in memory.
        left.values[left.place(i) + 4 * k] = a[row + i] as number;
        right.values[right.place(i) + 4 * k] = b[row + i] as number;
      }
    }
    for (let row = 0; row < n; row += 4) {
      subtractProduct(product, n, left, right, row, n);
      if (row % ROWS_A_STEP === 0) yield (first + (width * row) / n) / n;
    }
  }
  return product;
}
