import { expect, test } from 'vitest';
import { ARRAY_BYTES, OBJECT_BYTES, sizes } from './sizes';
import { bought, modelOf, pageOf, weightsOf } from './testing/page-of';

/** Returns the size of a value by walking through it: the bytes of every column and every enclosing object. */
function held(value: unknown): number {
  if (ArrayBuffer.isView(value)) return ARRAY_BYTES + value.byteLength;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, part) => sum + held(part), OBJECT_BYTES);
}

test('sizes include all columns and objects of a value', () => {
  const model = modelOf({ 1: { 2: 0.5, 3: 0.4 } }, [0.1, 0.2, 0.3, 0.4]);
  for (const products of [[], [1], [1, 1, 2, 3, 1]]) {
    const weights = weightsOf(bought(products, [0, 10, 20, 30, 40]));
    expect(sizes.weights(weights)).toBe(held(weights));
    const page = pageOf({ kind: 'home', shopper: 0 }, { model, weights });
    expect(sizes.rankings(page)).toBe(held(page));
  }
  const { value } = model.similar(1, 50);
  expect(sizes.similarities(value)).toBe(held(value));
});
