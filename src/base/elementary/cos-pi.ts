import { upperHalf } from './double';

/**
 * Cosine in plain arithmetic, so that every JavaScript engine gives the same bits: `Math.cos` may differ in the last
 * one. The argument is in half turns (the cosPi of IEEE 754), so that the quadrant is exact. Error below 1 ulp.
 * Source of the polynomials: FreeBSD's msun k_cos.c and k_sin.c, from Sun's fdlibm.
 */
const PI = Math.PI;
/** π in two parts, the first of 32 bits. */
const PI_HI = 3.1415926534682512;
const PI_LO = 1.2154201013012384e-10;
const S1 = -0.16666666666666632;
const S2 = 8.33333333332249e-3;
const S3 = -1.984126982985795e-4;
const S4 = 2.7557313707070068e-6;
const S5 = -2.5050760253406863e-8;
const S6 = 1.58969099521155e-10;
const C1 = 4.16666666666666e-2;
const C2 = -1.388888888887411e-3;
const C3 = 2.480158728947673e-5;
const C4 = -2.7557314351390663e-7;
const C5 = 2.087572321298175e-9;
const C6 = -1.1359647557788195e-11;

/** Returns the cosine of π x; NaN unless `x` is finite. */
export function cosPi(x: number): number {
  if (!Number.isFinite(x)) return Number.NaN;
  const turn = Math.abs(x) % 2;
  const quarters = Math.floor(2 * turn + 0.5);
  const f = turn - 0.5 * quarters;
  // π f in two parts.
  const upper = upperHalf(f);
  const y = PI * f;
  const rest = upper * PI_HI - y + ((f - upper) * PI + upper * PI_LO);
  switch (quarters & 3) {
    case 0:
      return cosine(y, rest);
    case 1:
      return 0 - sine(y, rest);
    case 2:
      return -cosine(y, rest);
    default:
      return sine(y, rest);
  }
}

/** Returns the cosine of x + y, for |x| up to π/4 and a `y` below its last bit; `sine` takes the same arguments. */
function cosine(x: number, y: number): number {
  const z = x * x;
  const w = z * z;
  const r = z * (C1 + z * (C2 + z * C3)) + w * w * (C4 + z * (C5 + z * C6));
  const half = 0.5 * z;
  const most = 1 - half;
  return most + (1 - most - half + (z * r - x * y));
}
function sine(x: number, y: number): number {
  const z = x * x;
  const w = z * z;
  const r = S2 + z * (S3 + z * S4) + z * w * (S5 + z * S6);
  const v = z * x;
  return x - (z * (0.5 * y - v * r) - y - v * S1);
}
