import { expect, test } from 'vitest';
import { formatClock, formatCounted, formatShort } from './format';

test('virtual time reads as hours, minutes, seconds and milliseconds', () => {
  expect(formatClock(0)).toBe('00:00:00.000');
  expect(formatClock(754_120.9)).toBe('00:12:34.120');
  expect(formatClock(360_000_000)).toBe('100:00:00.000');
});

test('a count of one takes the singular', () => {
  expect(formatCounted(1, 'fact')).toBe('1 fact');
  expect(formatCounted(0, 'fact')).toBe('0 facts');
  expect(formatCounted(1, 'query', 'queries')).toBe('1 query');
  expect(formatCounted(1_200, 'query', 'queries')).toBe('1,200 queries');
});

test('a long count is shortened with k and M, as it may be typed; up to 9,999 it is written out', () => {
  expect(formatShort(9_999)).toBe('9,999');
  expect(formatShort(12_345)).toBe('12.3k');
  expect(formatShort(1_900_000)).toBe('1.9M');
});
