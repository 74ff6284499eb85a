type Given = number | Decimal;

/**
 * In place of decimal.js-light, with which Recharts finds round numbers for axes that are given none; here each axis is
 * given its own. Plain numbers to 15 digits, so that 0.1 + 0.2 is 0.3: a library of decimals weighs 5 kB.
 */
export default class Decimal {
  readonly #value: number;

  constructor(value: Given) {
    this.#value = Number(Number(value).toPrecision(15));
  }

  add = (other: Given) => new Decimal(this.#value + Number(other));
  sub = (other: Given) => new Decimal(this.#value - Number(other));
  mul = (other: Given) => new Decimal(this.#value * Number(other));
  div = (other: Given) => new Decimal(this.#value / Number(other));
  mod = (other: Given) => new Decimal(this.#value % Number(other));
  pow = (exponent: Given) => new Decimal(this.#value ** Number(exponent));
  abs = () => new Decimal(Math.abs(this.#value));
  log = (base: Given) => new Decimal(Math.log(this.#value) / Math.log(Number(base)));
  lt = (other: Given) => this.#value < Number(other);
  lte = (other: Given) => this.#value <= Number(other);
  isint = () => Number.isInteger(this.#value);
  toNumber = () => this.#value;
  valueOf = () => this.#value;
}
