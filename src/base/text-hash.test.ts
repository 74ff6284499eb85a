import { expect, test } from 'vitest';
import { textHash } from './text-hash';

test('consecutive numbers are spread: each of 16 equal ranges gets its share of 16,000', () => {
  const counts = new Array<number>(16).fill(0);
  for (let id = 12_000; id < 28_000; id++) {
    const range = textHash(String(id)) >>> 28;
    counts[range] = (counts[range] ?? 0) + 1;
  }
  // Chi-squared with 15 degrees of freedom: chance exceeds 37.7 once in a thousand.
  expect(counts.reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0)).toBeLessThan(37.7);
});

test('hashes stay as another implementation gives them: samples are chosen by them', () => {
  expect(['', 'a', '12345', 'Zoë'].map(textHash)).toEqual([
    2_872_998_923, 444_641_715, 1_900_009_723, 1_137_292_642,
  ]);
});
