import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatBytes, formatDuration, parseBytes, parseDuration, writeBytes, writeDuration } from './units';

test('a duration needs its unit, so that seconds are never taken for milliseconds', () => {
  expect(parseDuration('30s')).toBe(30_000);
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

test('what is written for a link reads back as the same number', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (n) => {
      expect(parseDuration(writeDuration(n))).toBe(n);
      expect(parseBytes(writeBytes(n))).toBe(n);
    }),
  );
});

test('what is written for people has three digits and a unit', () => {
  expect(formatDuration(1_512)).toBe('1.51 s');
  expect(formatDuration(0)).toBe('0 ms');
  expect(formatBytes(3_141_592)).toBe('3.14 MB');
});
