import { expect, test } from 'vitest';
import { footprintOf, parseSize, resolveSize } from './sizes';

test('parses sizes with and without units', () => {
  expect(parseSize('5000')).toEqual({ unit: 'objects', value: 5000, isPercent: false });
  expect(parseSize('5000', 'bytes')).toEqual({ unit: 'bytes', value: 5000, isPercent: false });
  expect(parseSize('0.1%')).toEqual({ unit: 'objects', value: 0.1, isPercent: true });
  expect(parseSize('10%b')).toEqual({ unit: 'bytes', value: 10, isPercent: true });
  expect(parseSize('64MB')).toEqual({ unit: 'bytes', value: 64_000_000, isPercent: false });
  expect(parseSize('5b')).toEqual({ unit: 'bytes', value: 5, isPercent: false });
  for (const no of ['', '0', '0%', '-1', '1.5', '64XB', '%', 'all', '1e3'])
    expect(parseSize(no), no).toBeUndefined();
});

test('shares refer to the total of the distinct keys, rounded down, at least 1', () => {
  const footprint = footprintOf({
    ids: Int32Array.of(0, 1, 0, 2),
    distinct: 3,
    sizes: Float64Array.of(10, 20, 99, 30),
  });
  expect(footprint).toEqual({ objects: 3, bytes: 60 });
  expect(resolveSize({ unit: 'objects', value: 70, isPercent: true }, footprint)).toBe(2);
  expect(resolveSize({ unit: 'objects', value: 1, isPercent: true }, footprint)).toBe(1);
  expect(resolveSize({ unit: 'bytes', value: 10, isPercent: true }, footprint)).toBe(6);
  expect(resolveSize({ unit: 'objects', value: 7, isPercent: true }, { objects: 100, bytes: 100 })).toBe(7);
  expect(resolveSize({ unit: 'objects', value: 5000, isPercent: false }, footprint)).toBe(5000);
});
