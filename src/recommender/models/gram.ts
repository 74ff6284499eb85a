import { rowOf, type SparseRows, transposed } from '../histories';

/**
 * Counts the shoppers of both of two products, for all pairs at or below the diagonal, and adds `diagonal` on it:
 * columns of `products` numbers. Yields the share done.
 */
export function* gramOf(
  histories: SparseRows,
  products: number,
  diagonal: number,
): Generator<number, Float64Array<ArrayBuffer>, void> {
  const gram = new Float64Array(products * products);
  const buyers = transposed(histories, products);
  for (let product = 0; product < products; product++) {
    const row = product * products;
    for (const shopper of rowOf(buyers, product))
      for (const other of rowOf(histories, shopper))
        if (other <= product) gram[row + other] = (gram[row + other] as number) + 1;
    gram[row + product] = (gram[row + product] as number) + diagonal;
    if (product % 64 === 0) yield product / products;
  }
  return gram;
}

/** Yields the progress of a part, as the share of the whole between `from` and `to`. */
export function* part<R>(
  steps: Generator<number, R, void>,
  from: number,
  to: number,
): Generator<number, R, void> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield from + (to - from) * step.value;
  }
}
