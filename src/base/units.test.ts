import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatBytes,
  formatDuration,
  formatScaled,
  parseBytes,
  parseCount,
  parseDuration,
  writeBytes,
  writeDuration,
} from './units';

test('a duration needs its unit, so that seconds are never read as milliseconds', () => {
  expect(parseDuration('30s')).toBe(30_000);
  expect(parseDuration('1.5 min')).toBe(90_000);
  expect(parseDuration('1.5 m')).toBe(90_000);
  expect(parseDuration('30')).toBeUndefined();
  expect(parseDuration('-3s')).toBeUndefined();
  expect(parseDuration('3 weeks')).toBeUndefined();
});

test('sizes are decimal and read without regard to case', () => {
  expect(parseBytes('64MB')).toBe(64_000_000);
  expect(parseBytes('64mb')).toBe(64_000_000);
  expect(parseBytes('64')).toBeUndefined();
});

test('a number written for a link reads back as the same number', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (n) => {
      expect(parseDuration(writeDuration(n))).toBe(n);
      expect(parseBytes(writeBytes(n))).toBe(n);
    }),
  );
});

test('a number written for people has three digits and a unit', () => {
  expect(formatDuration(1_512)).toBe('1.51 s');
  expect(formatDuration(0)).toBe('0 ms');
  expect(formatBytes(3_141_592)).toBe('3.14 MB');
});

test('a count may have a suffix: k, M or B, in either case', () => {
  for (const [text, count] of [
    ['250', 250],
    ['0.05', 0.05],
    ['100k', 100_000],
    ['100K', 100_000],
    ['1.5M', 1_500_000],
    ['1.5 m', 1_500_000],
    ['1.001k', 1_001],
    ['1e3', 1_000],
    ['.5', 0.5],
    ['2B', 2_000_000_000],
  ] as const)
    expect(parseCount(text), text).toBe(count);
  for (const text of ['', 'k', '1kB', '1min', '-5', '1,5', 'NaN', '0x10'])
    expect(parseCount(text), text).toBeUndefined();
});

test('every number written exactly reads back as the same', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), (n) => {
      expect(parseCount(String(n))).toBe(n === 0 ? 0 : n);
    }),
  );
});

test('a minute is min, a million M and a thousand k: no letter has two meanings', () => {
  expect(formatDuration(201_000)).toBe('3.35 min');
  expect(writeDuration(300_000)).toBe('5min');
  expect(formatScaled(1_900_000)).toBe('1.9M');
  expect(formatScaled(12_345)).toBe('12.3k');
  expect(formatScaled(999)).toBe('999');
});

test('a number that rounds up to the next unit is written in it', () => {
  expect(formatScaled(999_950)).toBe('1M');
  expect(formatDuration(59_990)).toBe('1 min');
  expect(formatBytes(999_999)).toBe('1 MB');
});
