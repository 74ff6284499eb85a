import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cosPi } from './cos-pi';
import { highWord, powerOfTwo, powerOfTwoFrom, upperHalf, withHighWord } from './double';
import { exp, exp2 } from './exp';
import { log, log2 } from './log';
import {
  exactly,
  preciseCosPi,
  preciseExp,
  preciseExp2,
  preciseLog,
  preciseLog2,
  ulpsBetween,
} from './testing/precise';

const LEAST = 5e-324;
const LEAST_NORMAL = 2 ** -1022;
const runs = { numRuns: 3_000 };

/** Doubles of any size from `min` to `max`, and those that the engine uses most. */
const between = (min: number, max: number) =>
  fc.oneof(
    fc.double({ min, max, noNaN: true }),
    fc.integer({ min: 1, max: 2 ** 32 - 1 }).map((n) => min + (max - min) * (n / 2 ** 32)),
  );

test.each([
  {
    name: 'log',
    of: log,
    precise: preciseLog,
    args: fc.oneof(between(LEAST, Number.MAX_VALUE), between(0.5, 2), between(LEAST, 1)),
  },
  {
    name: 'log2',
    of: log2,
    precise: preciseLog2,
    args: fc.oneof(between(LEAST, Number.MAX_VALUE), between(0.5, 2), between(1, 1e6)),
  },
  {
    name: 'exp',
    of: exp,
    precise: preciseExp,
    args: fc.oneof(between(-745, 709.78), between(-1, 1), between(-20, 20)),
  },
  {
    name: 'exp2',
    of: exp2,
    precise: preciseExp2,
    args: fc.oneof(between(-1074, 1023.99), between(-1, 1), between(-20, 20)),
  },
  {
    name: 'cosPi',
    of: cosPi,
    precise: preciseCosPi,
    args: fc.oneof(between(-1e9, 1e9), between(0, 2), between(0, 0.75)),
  },
])('$name is right to less than a unit of the last place', ({ of, precise, args }) => {
  fc.assert(
    fc.property(args, (x) => {
      expect(ulpsBetween(of(x), precise(x)), `at ${x}`).toBeLessThan(1);
    }),
    runs,
  );
});

describe('at the edges', () => {
  test.each([
    [log, 1, 0],
    [log, 0, -Infinity],
    [log, -0, -Infinity],
    [log, -1, Number.NaN],
    [log, Infinity, Infinity],
    [log, Number.NaN, Number.NaN],
    [log, LEAST, -744.4400719213812],
    [log2, 0, -Infinity],
    [log2, -1, Number.NaN],
    [log2, Infinity, Infinity],
    [log2, Number.NaN, Number.NaN],
    [log2, LEAST, -1074],
    [exp, 0, 1],
    [exp, -Infinity, 0],
    [exp, Infinity, Infinity],
    [exp, Number.NaN, Number.NaN],
    [exp, 710, Infinity],
    [exp, -746, 0],
    [exp2, -Infinity, 0],
    [exp2, Infinity, Infinity],
    [exp2, Number.NaN, Number.NaN],
    [exp2, 1024, Infinity],
    [exp2, -1074, LEAST],
    [exp2, -1076, 0],
    [cosPi, 0, 1],
    [cosPi, 0.5, 0],
    [cosPi, -1, -1],
    [cosPi, 1.5, 0],
    [cosPi, 2, 1],
    [cosPi, 1e300, 1],
    [cosPi, Infinity, Number.NaN],
    [cosPi, Number.NaN, Number.NaN],
  ])('%o(%d) is %d', (of, x, expected) => {
    expect(of(x)).toBe(expected);
  });

  test('log2 and exp2 of powers of two are exact', () => {
    for (let k = -1074; k <= 1023; k++) {
      expect(log2(exp2(k)), `2^${k}`).toBe(k);
      const { digits, exponent } = exactly(exp2(k));
      expect([digits & (digits - 1n), exponent + digits.toString(2).length - 1]).toEqual([0n, k]);
    }
  });
});

describe('the parts of a double', () => {
  test('reads and replaces the upper word, and clears the lower one', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (x, y) => {
        const view = new DataView(new ArrayBuffer(8));
        view.setFloat64(0, x);
        expect(highWord(x)).toBe(view.getInt32(0));
        view.setUint32(4, 0);
        expect(upperHalf(x)).toBe(view.getFloat64(0));
        view.setFloat64(0, x);
        view.setInt32(0, highWord(y));
        expect(withHighWord(x, highWord(y))).toBe(view.getFloat64(0));
      }),
    );
  });

  test('powers of two equal repeated doubling', () => {
    let power = LEAST_NORMAL;
    for (let k = -1022; k <= 1023; k++, power *= 2) expect(powerOfTwo(k)).toBe(power);
  });

  test('the next power of two is the smallest not below the number', () => {
    for (const n of [1, 2, 3, 4, 5, 1.5, 2.5, 1023, 1024, 1025, 2 ** 30, 2 ** 30 + 1, 2 ** 31]) {
      let power = 1;
      while (power < n) power *= 2;
      expect(powerOfTwoFrom(n), `from ${n}`).toBe(power);
    }
  });
});
