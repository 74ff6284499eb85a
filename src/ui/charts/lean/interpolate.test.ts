import fc from 'fast-check';
import { expect, test } from 'vitest';
import { interpolateNumber, interpolateRound, piecewise } from './interpolate';

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });

test('ends where it should, and rounds to whole pixels', () => {
  fc.assert(
    fc.property(number, number, share, (from, to, at) => {
      expect(interpolateNumber(from, to)(0)).toBe(from * 1 + to * 0);
      expect(interpolateNumber(from, to)(1)).toBe(from * 0 + to * 1);
      expect(interpolateRound(from, to)(at)).toBe(Math.round(interpolateNumber(from, to)(at)));
    }),
  );
});

test('several stretches meet at their values', () => {
  const between = piecewise(interpolateNumber, [0, 10, 30]);
  expect([0, 0.25, 0.5, 0.75, 1].map(between)).toEqual([0, 5, 10, 20, 30]);
});
