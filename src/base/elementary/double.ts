/**
 * The parts of a double, IEEE 754 binary64: reading and writing its upper 32 bits (sign, 11 bits of exponent, the
 * first 20 of the mantissa), and exact powers of two.
 */
const DOUBLE = new Float64Array(1);
const WORDS = new Int32Array(DOUBLE.buffer);
/** Index of the upper word: depends on the byte order of the machine. */
const HIGH = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 1 : 0;
const LOW = 1 - HIGH;

/** Returns the upper 32 bits, as a signed number. */
export function highWord(x: number): number {
  DOUBLE[0] = x;
  return WORDS[HIGH] as number;
}

/** Returns `x` with its upper 32 bits replaced. */
export function withHighWord(x: number, high: number): number {
  DOUBLE[0] = x;
  WORDS[HIGH] = high;
  return DOUBLE[0];
}

/** Returns `x` with its lower 32 bits zero: 21 significant bits, so that a product with 32 others is exact. */
export function upperHalf(x: number): number {
  DOUBLE[0] = x;
  WORDS[LOW] = 0;
  return DOUBLE[0];
}

/** Returns 2^exponent, exact, for a whole exponent from -1022 to 1023. `2 ** exponent` may differ between engines. */
export function powerOfTwo(exponent: number): number {
  WORDS[LOW] = 0;
  WORDS[HIGH] = (exponent + 1023) << 20;
  return DOUBLE[0] as number;
}

/** Returns the smallest power of two that is at least `n`, for `n` from 1 to 2^31, whole or not. */
export const powerOfTwoFrom = (n: number): number => powerOfTwo(32 - Math.clz32(Math.ceil(n) - 1));
