const ZERO = 0x30;
const POINT = 0x2e;
/** Number of digits in the lower half of an integer. */
const LOW_DIGITS = 9;
const LOW = 10 ** 9;

/**
 * Parses times as exact differences from the first one, for any number of digits: nanoseconds since 1970 and Windows
 * times (100 ns since 1601) exceed the precision of a double. One instance serves all lines of a file.
 */
export class SinceFirst {
  readonly #unitMs: number;
  #known = false;
  #high = 0;
  #low = 0;
  #fraction = 0;
  #firstHigh = 0;
  #firstLow = 0;
  #firstFraction = 0;

  /** @param unitMs milliseconds per unit of the numbers in the file. */
  constructor(unitMs: number) {
    this.#unitMs = unitMs;
  }

  /** The first time in milliseconds since the file's epoch, rounded to a double. */
  get firstMs(): number {
    return (this.#firstHigh * LOW + this.#firstLow + this.#firstFraction) * this.#unitMs;
  }

  /**
   * Parses the time in `bytes` from `from` up to but excluding `to` as milliseconds from the first one; NaN for
   * anything but a decimal number.
   */
  msIn(bytes: Uint8Array, from: number, to: number): number {
    if (!this.#read(bytes, from, to)) return Number.NaN;
    if (!this.#known) {
      this.#known = true;
      this.#firstHigh = this.#high;
      this.#firstLow = this.#low;
      this.#firstFraction = this.#fraction;
    }
    const whole = (this.#high - this.#firstHigh) * LOW + (this.#low - this.#firstLow);
    return (whole + (this.#fraction - this.#firstFraction)) * this.#unitMs;
  }

  #read(bytes: Uint8Array, from: number, to: number): boolean {
    let end = from;
    while (end < to && isDigit(bytes[end] as number)) end++;
    if (end === from || end - from > 2 * LOW_DIGITS + 6) return false;
    const middle = Math.max(from, end - LOW_DIGITS);
    this.#high = wholeIn(bytes, from, middle);
    this.#low = wholeIn(bytes, middle, end);
    this.#fraction = 0;
    if (end === to) return true;
    if (bytes[end] !== POINT || to - end > 20) return false;
    let unit = 1;
    for (let at = end + 1; at < to; at++) {
      if (!isDigit(bytes[at] as number)) return false;
      unit *= 10;
      this.#fraction = this.#fraction * 10 + (bytes[at] as number) - ZERO;
    }
    this.#fraction /= unit;
    return true;
  }
}

const isDigit = (byte: number): boolean => byte >= ZERO && byte <= ZERO + 9;

function wholeIn(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) value = value * 10 + (bytes[at] as number) - ZERO;
  return value;
}
