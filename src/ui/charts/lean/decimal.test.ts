import fc from 'fast-check';
import { expect, test } from 'vitest';
import Decimal from './decimal';

const number = fc.integer({ min: -1_000_000, max: 1_000_000 });

test('counts in tenths and hundredths as on paper', () => {
  fc.assert(
    fc.property(number, number, (a, b) => {
      const [x, y] = [new Decimal(a).div(100), new Decimal(b).div(100)];
      expect(x.add(y).toNumber()).toBeCloseTo((a + b) / 100, 9);
      expect(x.sub(y).toNumber()).toBeCloseTo((a - b) / 100, 9);
      expect(x.lt(y)).toBe(a < b);
      expect(x.mul(100).isint()).toBe(true);
    }),
  );
  expect(new Decimal(0.1).add(0.2).toNumber()).toBe(0.3);
});

test('powers of ten and their logarithms', () => {
  for (let exponent = -6; exponent <= 12; exponent++)
    expect(new Decimal(10).pow(exponent).log(10).toNumber()).toBe(exponent);
  expect(new Decimal(-7).abs().mod(4).toNumber()).toBe(3);
});
