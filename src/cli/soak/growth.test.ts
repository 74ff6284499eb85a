import { expect, test } from 'vitest';
import { grownHeap } from './growth';

const MB = 1_000_000;
/** Readings at equal distances over a whole run. */
const readings = (...megabytes: number[]) =>
  megabytes.map((size, i) => ({ part: (i + 1) / megabytes.length, bytes: size * MB }));

test('a heap that fills in the first quarter and then goes up and down has not grown', () => {
  expect(grownHeap(readings(10, 60, 104, 99, 103, 98, 105, 118))).toBeUndefined();
  expect(grownHeap(readings(10, 60, 100, 100, 100, 100, 110, 110))).toBeUndefined();
});

test('a heap whose last quarter is more than a tenth, and the slack, above its second has grown', () => {
  expect(grownHeap(readings(90, 90, 100, 110, 104, 106, 111, 114))).toBe(
    'grew from 100.0 MB in the second quarter to 111.0 MB in the last; 110.0 MB is the most',
  );
  expect(grownHeap(readings(10, 10, 10, 10, 20, 25, 32, 34), 21 * MB)).toBeUndefined();
  expect(grownHeap(readings(10, 10, 10, 10, 20, 25, 33, 36), 21 * MB)).toMatch(/^grew from 10.0 MB/);
});

test('a part of a heap may grow by a tenth of the whole', () => {
  const parts = (last: number) =>
    readings(40, 40, 40, 40, 42, 44, last, last).map((one) => ({ ...one, whole: 120 * MB }));
  expect(grownHeap(parts(52))).toBeUndefined();
  expect(grownHeap(parts(53))).toMatch(/52.0 MB is the most$/);
});

test('one high reading among many is no growth', () => {
  expect(grownHeap(readings(...Array(11).fill(100), 400))).toBeUndefined();
});

test('without readings in the second and the last quarter nothing is said to be flat', () => {
  for (const few of [[], readings(100), readings(100, 100, 100, 100).slice(0, 2)])
    expect(grownHeap(few)).toBe('was not read often enough to say');
});
