import { powerOfTwo, upperHalf } from './double';

/**
 * Exponential functions in plain arithmetic, so that every JavaScript engine gives the same bits: `Math.exp` and `**`
 * may differ in the last one. Below 1 ulp. Source: FreeBSD's msun e_exp.c, from Sun's fdlibm (the argument is
 * k ln 2 + r with |r| ≤ ½ ln 2; e^r = 1 + 2r / (R - r), R a polynomial of r²).
 */
const LN2 = Math.LN2;
const LN2_HI = 0.6931471803691238;
const LN2_LO = 1.9082149292705877e-10;
const INV_LN2 = Math.LOG2E;
const P1 = 0.16666666666666602;
const P2 = -2.7777777777015593e-3;
const P3 = 6.613756321437934e-5;
const P4 = -1.6533902205465252e-6;
const P5 = 4.1381367970572385e-8;

/** Returns e^x. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019412) return 0;
  const k = Math.floor(INV_LN2 * x + 0.5);
  return scaled(x - k * LN2_HI, k * LN2_LO, k);
}

/** Returns 2^x, for any `x`; exact where `x` is whole. */
export function exp2(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x >= 1024) return Infinity;
  if (x < -1075) return 0;
  const k = Math.floor(x + 0.5);
  // f ln 2 in two parts, the first of them exact.
  const f = x - k;
  const upper = upperHalf(f);
  return scaled(upper * LN2_HI, -((f - upper) * LN2 + upper * LN2_LO), k);
}

/** Returns 2^k e^(hi - lo), for |hi| up to ½ ln 2 and a `lo` below or near its last bit. */
function scaled(hi: number, lo: number, k: number): number {
  const r = hi - lo;
  const z = r * r;
  const c = r - z * (P1 + z * (P2 + z * (P3 + z * (P4 + z * P5))));
  const y = 1 + ((r * c) / (2 - c) - lo + hi);
  if (k > 1023) return y * 2 * powerOfTwo(k - 1);
  if (k >= -1021) return y * powerOfTwo(k);
  // Below the least normal number only the last multiplication rounds.
  return y * powerOfTwo(k + 1000) * powerOfTwo(-1000);
}
