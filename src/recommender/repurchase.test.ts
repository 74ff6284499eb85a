import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bought, weightsOf } from './testing/page-of';

/** Returns how due product 1 is when the newest purchase, of another product, is on that day. */
const dueOn = (day: number, ...days: number[]) => {
  const { due } = weightsOf(bought([...days.map(() => 1), 2], [...days, day]));
  return due.scores[due.ids.indexOf(1)] ?? 0;
};

test('a product bought every 30 days is due 30 days after the last purchase, not just after it or much later', () => {
  const at30 = dueOn(90, 0, 30, 60);
  expect(dueOn(61, 0, 30, 60)).toBe(0);
  expect(dueOn(75, 0, 30, 60)).toBeLessThan(at30);
  expect(dueOn(150, 0, 30, 60)).toBeLessThan(at30);
  expect(dueOn(360, 0, 30, 60)).toBe(0);
});

test('three gaps of a month count more than one', () => {
  expect(dueOn(120, 0, 30, 60, 90)).toBeGreaterThan(dueOn(60, 0, 30));
});

test('a product bought once, or twice in one basket, has no interval', () => {
  expect(weightsOf(bought([1, 1, 2], [10, 10.01, 40])).due.ids).toHaveLength(0);
});

test('the interval is the median of the gaps: one long holiday does not change the habit', () => {
  const { due } = weightsOf(bought([1, 1, 1, 1, 2], [0, 10, 20, 110, 120]));
  expect([...due.ids]).toEqual([1]);
  expect([...due.everyDays]).toEqual([10]);
});

test('all dates moved by the same days give the same weights: no clock is read', () => {
  const history = fc.array(fc.tuple(fc.nat(4), fc.nat(100)), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(history, fc.nat(5_000), (lines, later) => {
      const sorted = [...lines].sort(([, a], [, b]) => a - b);
      const at = (shift: number) =>
        weightsOf(
          bought(
            sorted.map(([product]) => product),
            sorted.map(([, day]) => day + shift),
          ),
        );
      expect(at(later)).toEqual(at(0));
    }),
  );
});
