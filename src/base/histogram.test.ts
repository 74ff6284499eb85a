import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactly } from './elementary/testing/precise';
import { binOf, HISTOGRAM_BINS, middleOf, Percentiles } from './histogram';

const duration = fc.double({ min: 0.01, max: 1e6, noNaN: true });

test('the middle of a bin is within 5 % of every value in the bin', () => {
  fc.assert(
    fc.property(duration, (value) => {
      expect(Math.abs(middleOf(binOf(value)) / value - 1)).toBeLessThan(0.05);
    }),
  );
});

test('a bin holds the values between its edges, 0.01 times 2^(k/8), checked with whole numbers', () => {
  fc.assert(
    fc.property(duration, (value) => {
      const { digits, exponent } = exactly(value / 0.01);
      // The eighth power lies between 2^k and 2^(k+1).
      const power = (digits ** 8n).toString(2).length - 1 + 8 * exponent;
      expect(binOf(value)).toBe(1 + power);
    }),
  );
});

test('longer durations never fall into lower bins, and every duration falls into a bin', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: false }), fc.double({ noNaN: false }), (a, b) => {
      const [low, high] = a <= b ? [a, b] : [b, a];
      if (low <= high) expect(binOf(low)).toBeLessThanOrEqual(binOf(high));
      expect(binOf(a)).toBeGreaterThanOrEqual(0);
      expect(binOf(a)).toBeLessThan(HISTOGRAM_BINS);
    }),
  );
});

test('percentiles agree with those of the sorted list to within a bin', () => {
  fc.assert(
    fc.property(
      fc.array(duration, { minLength: 1, maxLength: 200 }),
      fc.constantFrom(0, 0.5, 0.9, 0.99, 1),
      (values, share) => {
        const counts = new Float64Array(HISTOGRAM_BINS);
        for (const value of values) {
          const bin = binOf(value);
          counts[bin] = (counts[bin] as number) + 1;
        }
        const percentiles = new Percentiles(counts);
        const sorted = [...values].sort((a, b) => a - b);
        const exact = sorted[Math.max(0, Math.ceil(share * values.length) - 1)] as number;
        expect(percentiles.count).toBe(values.length);
        expect(Math.abs(percentiles.at(share) / exact - 1)).toBeLessThan(0.05);
      },
    ),
  );
});

test('without any duration every percentile is 0', () => {
  expect(new Percentiles(new Float64Array(HISTOGRAM_BINS)).at(0.99)).toBe(0);
});
