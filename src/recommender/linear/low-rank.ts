import { Panel, subtractProduct } from './panel';
import { invertSmall } from './small-inverse';

/** Vector of ones at some indices: a shopper's history. */
export interface OuterProduct {
  readonly places: Int32Array;
  /** 1 adds `v vᵀ` to the matrix, -1 subtracts it. */
  readonly sign: 1 | -1;
}

/** Number of vectors per update. */
const BATCH = 64;

/**
 * Updates the inverse of a symmetric matrix of `n` rows to the inverse of that matrix with outer products added and
 * subtracted (Woodbury 1950): n² multiplications a vector instead of n³ for all. Additions must precede subtractions,
 * and a subtracted product must be part of the matrix.
 */
export function updateInverse(inverse: Float64Array, n: number, changes: readonly OuterProduct[]): void {
  for (let from = 0; from < changes.length; from += BATCH)
    updateBatch(inverse, n, changes.slice(from, from + BATCH));
}

function updateBatch(inverse: Float64Array, n: number, changes: readonly OuterProduct[]): void {
  const rank = changes.length;
  const right = new Panel(n, rank);
  changes.forEach(({ places }, k) => {
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (const place of places) sum += inverse[place * n + i] as number;
      right.values[right.place(i) + 4 * k] = sum;
    }
  });
  // Signs + Uᵀ P U: positive definite where vectors are added, negative where they are subtracted.
  const core = new Float64Array(rank * rank);
  changes.forEach(({ places, sign }, k) => {
    for (let l = 0; l < rank; l++) {
      let sum = k === l ? sign : 0;
      for (const place of places) sum += right.values[right.place(place) + 4 * l] as number;
      core[k * rank + l] = sum;
    }
  });
  invertSmall(core, rank);
  const left = new Panel(n, rank);
  for (let i = 0; i < n; i++) {
    const place = right.place(i);
    for (let k = 0; k < rank; k++) {
      let sum = 0;
      for (let l = 0; l < rank; l++)
        sum += (right.values[place + 4 * l] as number) * (core[k * rank + l] as number);
      left.values[place + 4 * k] = sum;
    }
  }
  for (let row = 0; row < n; row += 4) subtractProduct(inverse, n, left, right, row, n);
}
