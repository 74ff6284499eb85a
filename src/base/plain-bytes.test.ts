import { expect, test } from 'vitest';
import { plainBytes } from './plain-bytes';

test('columns and texts count in full, the elements of long lists only as references', () => {
  expect(plainBytes({ column: new Float64Array(1_000), text: 'abcd' })).toBe(16 + 2 * 8 + (16 + 8_000) + 8);
  const long = Array.from({ length: 100 }, () => new Float64Array(1_000));
  expect(plainBytes(long)).toBe(16 + 100 * 8);
  expect(plainBytes([new Uint8Array(10)])).toBe(16 + 8 + 16 + 10);
  expect(plainBytes(new Map([['a', 1]]))).toBe(16 + 8 + (16 + 2 * 8 + 2));
});
