/**
 * Elementary functions to some 250 bits, by their textbook series over whole numbers: the test oracle of the functions
 * in plain arithmetic, with which it shares no code.
 */
const BITS = 300n;
const ONE = 1n << BITS;

/** A number: digits · 2^exponent. */
export interface Precise {
  readonly digits: bigint;
  readonly exponent: number;
}

/** Returns the exact value of a finite double, its digits in 53 bits where it is normal. */
export function exactly(x: number): Precise {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const power = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & ((1n << 52n) - 1n);
  const size = power === 0 ? fraction : fraction | (1n << 52n);
  return { digits: x < 0 ? -size : size, exponent: Math.max(1, power) - 1075 };
}

/** Returns the distance of `x` from the precise value, in units of the last place of `x`. */
export function ulpsBetween(x: number, { digits, exponent }: Precise): number {
  const near = exactly(x);
  const shift = exponent - near.exponent;
  const [a, b] = shift < 0 ? [near.digits << BigInt(-shift), digits] : [near.digits, digits << BigInt(shift)];
  const apart = a > b ? a - b : b - a;
  return Number((apart << 20n) >> BigInt(Math.max(0, -shift))) / (1 << 20);
}

const times = (a: bigint, b: bigint): bigint => (a * b) >> BITS;
const over = (a: bigint, b: bigint): bigint => (a << BITS) / b;
const fixed = ({ digits, exponent }: Precise): bigint => {
  const shift = BITS + BigInt(exponent);
  return shift < 0n ? digits >> -shift : digits << shift;
};
const inBits = (digits: bigint, exponent = 0): Precise => ({ digits, exponent: exponent - Number(BITS) });

/** 2 (z + z³/3 + z⁵/5 + …) */
function twiceArtanh(z: bigint): bigint {
  const square = times(z, z);
  let power = z;
  let sum = 0n;
  for (let n = 1n; power !== 0n && power !== -1n; n += 2n) {
    sum += power / n;
    power = times(power, square);
  }
  return 2n * sum;
}
const LN2 = twiceArtanh(ONE / 3n);

/** arctan(1 / n) */
function arctanOfInverse(n: bigint): bigint {
  let power = ONE / n;
  let sum = 0n;
  for (let k = 1n; power !== 0n; k += 2n) {
    sum += k % 4n === 1n ? power / k : -(power / k);
    power /= n * n;
  }
  return sum;
}
/** Machin 1706. */
const PI = 4n * (4n * arctanOfInverse(5n) - arctanOfInverse(239n));

function natural(x: number): bigint {
  const { digits, exponent } = exactly(x);
  const size = digits.toString(2).length - 1;
  const mantissa = (digits << BITS) >> BigInt(size);
  return twiceArtanh(over(mantissa - ONE, mantissa + ONE)) + BigInt(exponent + size) * LN2;
}

function ofExponent(x: bigint, k: bigint): Precise {
  const r = x - k * LN2;
  let term = ONE;
  let sum = 0n;
  for (let n = 1n; term !== 0n && term !== -1n; n++) {
    sum += term;
    term = times(term, r) / n;
  }
  return inBits(sum, Number(k));
}

export const preciseLog = (x: number): Precise => inBits(natural(x));
export const preciseLog2 = (x: number): Precise => inBits(over(natural(x), LN2));
export function preciseExp(x: number): Precise {
  const at = fixed(exactly(x));
  return ofExponent(at, over(at, LN2) >> BITS);
}
export function preciseExp2(x: number): Precise {
  const at = fixed(exactly(x));
  return ofExponent(times(at, LN2), at >> BITS);
}
export function preciseCosPi(x: number): Precise {
  const turn = fixed(exactly(Math.abs(x))) % (2n * ONE);
  const angle = times(turn > ONE ? 2n * ONE - turn : turn, PI);
  const square = times(angle, angle);
  let term = ONE;
  let sum = 0n;
  for (let n = 1n; term !== 0n && term !== -1n; n += 2n) {
    sum += term;
    term = -times(term, square) / (n * (n + 1n));
  }
  return inBits(sum);
}
