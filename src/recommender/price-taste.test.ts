import fc from 'fast-check';
import { expect, test } from 'vitest';
import { priceFit, priceTaste } from './price-taste';

const paid = (...cents: number[]) => priceTaste(cents.map((one) => ({ cents: one, weight: 1 })));

test('a shopper of cheap cards and expensive lamps is not offered prices in between', () => {
  const taste = paid(100, 110, 4_000, 4_200);
  expect(priceFit(taste, 0, 105)).toBeGreaterThan(0.7);
  expect(priceFit(taste, 0, 4_100)).toBeGreaterThan(0.7);
  expect(priceFit(taste, 0, 640)).toBe(0);
});

test('the usual price is the median by weight, and the highest price is the maximum', () => {
  const taste = priceTaste([
    { cents: 5_000, weight: 1 },
    { cents: 200, weight: 3 },
    { cents: 100, weight: 1 },
  ]);
  expect(taste).toMatchObject({ usualCents: 200, dearestCents: 5_000 });
});

test('thrift raises the fit of a lower price and reduces that of a higher one', () => {
  const taste = paid(800, 1_000, 1_200);
  expect(priceFit(taste, 1, 400)).toBeGreaterThan(priceFit(taste, 0, 400));
  expect(priceFit(taste, 1, 1_400)).toBeLessThan(priceFit(taste, 0, 1_400));
  expect(priceFit(taste, 1, 1_000)).toBe(priceFit(taste, 0, 1_000));
});

test('any prices and any thrift fit between 0 and 1; without a history nothing does', () => {
  const cents = fc.integer({ min: 1, max: 10_000_000 });
  fc.assert(
    fc.property(
      fc.array(cents, { minLength: 1 }),
      cents,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (all, one, thrift) => {
        const fit = priceFit(paid(...all), thrift, one);
        expect(fit).toBeGreaterThanOrEqual(0);
        expect(fit).toBeLessThanOrEqual(1);
      },
    ),
  );
  expect(priceFit(paid(), 0.5, 100)).toBe(0);
});
