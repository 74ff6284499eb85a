import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diversify, type LikenessOf } from './diversity';

const told = (rows: readonly (readonly number[])[]): LikenessOf => ({
  between: (a, b) => rows[a]?.[b] ?? 0,
});
const orderOf = (relevance: number[], rows: number[][], k: number, lambda?: number) => [
  ...diversify(Float64Array.from(relevance), told(rows), k, lambda),
];
const twins = [
  [1, 1, 0],
  [1, 1, 0],
  [0, 0, 1],
];

test('the second of two twins is placed after a different product, depending on lambda', () => {
  expect(orderOf([1, 0.9, 0.8], twins, 3, 0.8)).toEqual([0, 2, 1]);
  expect(orderOf([1, 0.9, 0.8], twins, 3, 1)).toEqual([0, 1, 2]);
  expect(orderOf([1, 0.9, 0.5], twins, 3, 0.8)).toEqual([0, 1, 2]);
});

test('the order stays where nothing differs', () => {
  expect(orderOf([0, 0, 0], [], 2)).toEqual([0, 1]);
  expect(orderOf([], [], 5)).toEqual([]);
});

const SIZE = 9;
const share = fc.double({ min: 0, max: 1, noNaN: true });
const situation = fc.record({
  falling: fc
    .array(fc.oneof(fc.constant(0), fc.constant(0.5), share), { minLength: SIZE, maxLength: SIZE })
    .map((scores) => scores.sort((a, b) => b - a)),
  // Likeness of two, as half of a symmetric square.
  rows: fc
    .array(fc.array(share, { minLength: SIZE, maxLength: SIZE }), { minLength: SIZE, maxLength: SIZE })
    .map((square) =>
      square.map((row, i) => row.map((_, j) => square[Math.max(i, j)]?.[Math.min(i, j)] ?? 0)),
    ),
  k: fc.integer({ min: 1, max: SIZE }),
  lambda: share,
});

test('each place goes to the best candidate left, by the definition', () => {
  fc.assert(
    fc.property(situation, ({ falling, rows, k, lambda }) => {
      const order: number[] = [];
      const greatest = falling[0] || 1;
      const worth = (place: number) =>
        (lambda / greatest) * (falling[place] ?? 0) -
        (1 - lambda) * Math.max(0, ...order.map((above) => rows[place]?.[above] ?? 0));
      while (order.length < k) {
        const left = falling.map((_, place) => place).filter((place) => !order.includes(place));
        const most = Math.max(...left.map(worth));
        order.push(left.find((place) => worth(place) === most) ?? Number.NaN);
      }
      expect(orderOf(falling, rows, k, lambda)).toEqual(order);
    }),
  );
});

test('a candidate placed before a more relevant one is less like those above it, so variety is never lost', () => {
  fc.assert(
    fc.property(situation, ({ falling, rows, k, lambda }) => {
      const order = orderOf(falling, rows, k, lambda);
      const nearest = (place: number, above: number[]) =>
        Math.max(0, ...above.map((one) => rows[place]?.[one] ?? 0));
      order.forEach((place, n) => {
        const above = order.slice(0, n);
        for (let passed = 0; passed < place; passed++)
          if (!above.includes(passed))
            expect(nearest(place, above)).toBeLessThanOrEqual(nearest(passed, above));
      });
    }),
  );
});
