import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countTicks, timeTicks } from './ticks';

test('ticks of counts begin at 0, end at or above the maximum, in few equal whole steps', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (max) => {
      const ticks = countTicks(max, 4);
      expect(ticks[0]).toBe(0);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(max);
      expect(ticks.length).toBeLessThanOrEqual(5);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      const step = ticks[1] as number;
      expect(Number.isInteger(step)).toBe(true);
      expect(ticks).toEqual(ticks.map((_, i) => i * step));
    }),
  );
});

test('ticks of times are round, few and within the span', () => {
  expect(timeTicks(0, 60_000, 5)).toEqual([0, 15_000, 30_000, 45_000, 60_000]);
  expect(timeTicks(61_000, 181_000, 5)).toEqual([90_000, 120_000, 150_000, 180_000]);
  expect(timeTicks(0, 7_200_000, 5)).toEqual([0, 1_800_000, 3_600_000, 5_400_000, 7_200_000]);
});
