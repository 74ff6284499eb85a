import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diversify, type LikenessOf, repetition } from './diversity';

const told = (rows: readonly (readonly number[])[]): LikenessOf => ({
  raise: (nearest, to) => {
    nearest.forEach((known, place) => {
      nearest[place] = Math.max(known, rows[to]?.[place] ?? 0);
    });
  },
});
const orderOf = (relevance: number[], rows: number[][], k: number, lambda?: number) => [
  ...diversify(Float64Array.from(relevance), told(rows), k, lambda),
];
const twins = [
  [1, 1, 0],
  [1, 1, 0],
  [0, 0, 1],
];

test('of two twins the second waits for the one that differs, as far as lambda says', () => {
  expect(orderOf([1, 0.9, 0.8], twins, 3, 0.8)).toEqual([0, 2, 1]);
  expect(orderOf([1, 0.9, 0.8], twins, 3, 1)).toEqual([0, 1, 2]);
  expect(orderOf([1, 0.9, 0.5], twins, 3, 0.8)).toEqual([0, 1, 2]);
});

test('where nothing differs the order stays', () => {
  expect(orderOf([0, 0, 0], [], 2)).toEqual([0, 1]);
  expect(orderOf([], [], 5)).toEqual([]);
});

test('it never shows more repetition than the plain order, and each place once', () => {
  const size = 9;
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const square = fc.array(fc.array(share, { minLength: size, maxLength: size }), {
    minLength: size,
    maxLength: size,
  });
  const relevances = fc.array(share, { minLength: size, maxLength: size });
  fc.assert(
    fc.property(relevances, square, fc.integer({ min: 1, max: size }), share, (scores, rows, k, lambda) => {
      const even = rows.map((row, i) => row.map((one, j) => (one + (rows[j]?.[i] ?? 0)) / 2));
      const falling = Float64Array.from(scores).sort().reverse();
      const order = diversify(falling, told(even), k, lambda);
      expect(new Set(order).size).toBe(k);
      const plain = Int32Array.from({ length: k }, (_, i) => i);
      expect(repetition(order, told(even))).toBeLessThanOrEqual(repetition(plain, told(even)));
    }),
  );
});
