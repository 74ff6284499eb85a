/**
 * Inverts a small square matrix of `n` rows in place: Gauss-Jordan, without pivoting. That is sound for
 * positive definite matrices, and for quasi-definite ones (positive above, negative below: Vanderbei 1995). Throws at a
 * pivot of 0.
 */
export function invertSmall(a: Float64Array, n: number): void {
  for (let p = 0; p < n; p++) {
    const pivot = a[p * n + p] as number;
    if (!(Math.abs(pivot) > 0 && Number.isFinite(pivot)))
      throw new Error(`Pivot ${p} of ${n} is ${pivot}: the matrix has no inverse`);
    const scale = 1 / pivot;
    for (let i = 0; i < n; i++) {
      if (i === p) continue;
      const factor = (a[i * n + p] as number) * scale;
      for (let j = 0; j < n; j++)
        if (j !== p) a[i * n + j] = (a[i * n + j] as number) - factor * (a[p * n + j] as number);
    }
    for (let j = 0; j < n; j++) {
      if (j === p) continue;
      a[p * n + j] = (a[p * n + j] as number) * scale;
      a[j * n + p] = -(a[j * n + p] as number) * scale;
    }
    a[p * n + p] = scale;
  }
}
