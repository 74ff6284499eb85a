import { highWord, upperHalf, withHighWord } from './double';

/**
 * Logarithms in plain arithmetic, so that every JavaScript engine gives the same bits: `Math.log` may differ in the
 * last one. Below 1 ulp. Source: FreeBSD's msun e_log.c and e_log2.c, from Sun's fdlibm, with the reduction of musl
 * 1.1 (x = 2^k (1 + f), with 1 + f from √½ to √2; log(1 + f) = f - f²/2 + s (f²/2 + R), s = f / (2 + f)).
 */
const LN2_HI = 0.6931471803691238;
const LN2_LO = 1.9082149292705877e-10;
const INV_LN2_HI = 1.4426950407214463;
const INV_LN2_LO = 1.6751713164886512e-10;
const L1 = 0.6666666666666735;
const L2 = 0.3999999999940942;
const L3 = 0.2857142874366239;
const L4 = 0.22222198432149784;
const L5 = 0.1818357216161805;
const L6 = 0.15313837699209373;
const L7 = 0.14798198605116586;
/** The upper word of √½, and of 1. */
const ROOT_HALF = 0x3fe6a09e;
const ONE = 0x3ff00000;
const LEAST_NORMAL = 2.2250738585072014e-308;
const TWO_54 = 18014398509481984;

/** Returns the natural logarithm; NaN below 0, -Infinity for 0. */
export function log(x: number): number {
  if (!(x > 0) || x === Infinity) return outside(x);
  return x < LEAST_NORMAL ? natural(x * TWO_54, -54) : natural(x, 0);
}

/** Returns the logarithm to base 2, exact for powers of two; NaN below 0, -Infinity for 0. */
export function log2(x: number): number {
  if (!(x > 0) || x === Infinity) return outside(x);
  return x < LEAST_NORMAL ? binary(x * TWO_54, -54) : binary(x, 0);
}

const outside = (x: number): number => (x === 0 ? -Infinity : x === Infinity ? Infinity : Number.NaN);

/** Returns the natural logarithm of x · 2^scale, for a normal `x`. */
function natural(x: number, scale: number): number {
  const high = highWord(x) + (ONE - ROOT_HALF);
  const k = (high >> 20) - 1023 + scale;
  const f = withHighWord(x, (high & 0xfffff) + ROOT_HALF) - 1;
  const s = f / (2 + f);
  const half = 0.5 * f * f;
  return s * (half + series(s)) + k * LN2_LO - half + f + k * LN2_HI;
}

/** Returns the logarithm to base 2 of x · 2^scale, for a normal `x`. */
function binary(x: number, scale: number): number {
  const high = highWord(x) + (ONE - ROOT_HALF);
  const k = (high >> 20) - 1023 + scale;
  const f = withHighWord(x, (high & 0xfffff) + ROOT_HALF) - 1;
  const s = f / (2 + f);
  const half = 0.5 * f * f;
  const upper = upperHalf(f - half);
  const lower = f - upper - half + s * (half + series(s));
  const upperBits = upper * INV_LN2_HI;
  const sum = k + upperBits;
  return (lower + upper) * INV_LN2_LO + lower * INV_LN2_HI + (k - sum + upperBits) + sum;
}

/** Returns R of s: the remaining terms, to 2^-58. */
function series(s: number): number {
  const z = s * s;
  const w = z * z;
  return z * (L1 + w * (L3 + w * (L5 + w * L7))) + w * (L2 + w * (L4 + w * L6));
}
