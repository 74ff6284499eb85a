/** Rows and columns of a tile: sixteen sums stay in registers while a panel is read once. */
const TILE = 4;

/**
 * Some columns of a tall matrix, packed so that a tile reads memory in one direction: four rows are interleaved, and
 * the entry of row `r` in column `c` is at `place(r) + 4 c`. Rows are padded with zeros to a multiple of 4.
 */
export class Panel {
  readonly values: Float64Array;

  constructor(
    readonly rows: number,
    readonly width: number,
  ) {
    this.values = new Float64Array(Math.ceil(rows / TILE) * TILE * width);
  }

  place(row: number): number {
    return (row >> 2) * TILE * this.width + (row & 3);
  }
}

/**
 * Subtracts `left · rightᵀ` from the matrix `a` of `n` columns, for the four rows from `row` (a multiple of 4) and the
 * columns up to `end`. All n³ work of training is done here.
 */
export function subtractProduct(
  a: Float64Array,
  n: number,
  left: Panel,
  right: Panel,
  row: number,
  end: number,
): void {
  const from = left.place(row);
  for (let column = 0; column < end; column += TILE) {
    const to = right.place(column);
    if (row + TILE <= n && column + TILE <= n)
      tile(a, n, row * n + column, left.values, from, right.values, to, TILE * left.width);
    else cutTile(a, n, left, right, row, column);
  }
}

/** Computes a tile of 4 × 4. V8 keeps about this many sums and operands in registers; 2 × 2 or 8 × 4 are slower. */
function tile(
  a: Float64Array,
  n: number,
  at: number,
  left: Float64Array,
  from: number,
  right: Float64Array,
  to: number,
  length: number,
): void {
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s03 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s13 = 0;
  let s20 = 0;
  let s21 = 0;
  let s22 = 0;
  let s23 = 0;
  let s30 = 0;
  let s31 = 0;
  let s32 = 0;
  let s33 = 0;
  for (let l = from, r = to; l < from + length; l += TILE, r += TILE) {
    const l0 = left[l] as number;
    const l1 = left[l + 1] as number;
    const l2 = left[l + 2] as number;
    const l3 = left[l + 3] as number;
    const r0 = right[r] as number;
    const r1 = right[r + 1] as number;
    const r2 = right[r + 2] as number;
    const r3 = right[r + 3] as number;
    s00 += l0 * r0;
    s01 += l0 * r1;
    s02 += l0 * r2;
    s03 += l0 * r3;
    s10 += l1 * r0;
    s11 += l1 * r1;
    s12 += l1 * r2;
    s13 += l1 * r3;
    s20 += l2 * r0;
    s21 += l2 * r1;
    s22 += l2 * r2;
    s23 += l2 * r3;
    s30 += l3 * r0;
    s31 += l3 * r1;
    s32 += l3 * r2;
    s33 += l3 * r3;
  }
  subtractRow(a, at, s00, s01, s02, s03);
  subtractRow(a, at + n, s10, s11, s12, s13);
  subtractRow(a, at + 2 * n, s20, s21, s22, s23);
  subtractRow(a, at + 3 * n, s30, s31, s32, s33);
}

function subtractRow(a: Float64Array, at: number, s0: number, s1: number, s2: number, s3: number): void {
  a[at] = (a[at] as number) - s0;
  a[at + 1] = (a[at + 1] as number) - s1;
  a[at + 2] = (a[at + 2] as number) - s2;
  a[at + 3] = (a[at + 3] as number) - s3;
}

/** Computes a tile cut by the edge of the matrix. */
function cutTile(a: Float64Array, n: number, left: Panel, right: Panel, row: number, column: number): void {
  for (let i = row; i < Math.min(n, row + TILE); i++)
    for (let j = column; j < Math.min(n, column + TILE); j++) {
      let sum = 0;
      const from = left.place(i);
      const to = right.place(j);
      for (let k = 0; k < TILE * left.width; k += TILE)
        sum += (left.values[from + k] as number) * (right.values[to + k] as number);
      a[i * n + j] = (a[i * n + j] as number) - sum;
    }
}
