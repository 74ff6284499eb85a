import { expect, test } from 'vitest';
import { plainBytes } from './plain-bytes';

test('columns, texts, fields and lists count with all that they hold', () => {
  expect(plainBytes({ column: new Float64Array(1_000), text: 'abcd' })).toBe(16 + 2 * 8 + (16 + 8_000) + 8);
  expect(plainBytes([new Uint8Array(10)])).toBe(16 + 8 + 16 + 10);
  expect(plainBytes(new Map([['a', 1]]))).toBe(16 + 8 + (16 + 2 * 8 + 2));
  expect(plainBytes([])).toBe(16);
  expect(plainBytes(null)).toBe(0);
});

test('of long lists a sample counts for the others', () => {
  const equal = Array.from({ length: 1_000 }, () => ({ text: 'abcd' }));
  expect(plainBytes(equal)).toBe(16 + 1_000 * (8 + 16 + 8 + 8));
  const rising = Array.from({ length: 10_000 }, (_, i) => 'x'.repeat(i % 100));
  const exact = 16 + rising.reduce((sum, text) => sum + 8 + 2 * text.length, 0);
  expect(Math.abs(plainBytes(rising) - exact) / exact).toBeLessThan(0.25);
});

test('what is accounted for elsewhere counts as a reference', () => {
  const value = { computedAt: 1, column: new Float64Array(1_000) };
  expect(plainBytes({ values: [value, value] }, (one) => 'computedAt' in one)).toBe(16 + 8 + 16 + 2 * 8);
});
