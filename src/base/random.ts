import { cosPi } from './elementary/cos-pi';
import { log } from './elementary/log';

/**
 * Seeded random numbers: sfc32 (Doty-Humphrey, PractRand), 128 bits of state, seeded through splitmix32.
 * The same seed gives the same numbers on every machine. Not for secrets.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter: number;

  constructor(seed: number) {
    let mixed = seed | 0;
    const splitmix = () => {
      mixed = (mixed + 0x9e3779b9) | 0;
      let z = mixed ^ (mixed >>> 16);
      z = Math.imul(z, 0x21f0aaad);
      z ^= z >>> 15;
      z = Math.imul(z, 0x735a2d97);
      return z ^ (z >>> 15);
    };
    this.#a = splitmix();
    this.#b = splitmix();
    this.#c = splitmix();
    this.#counter = 1;
    for (let i = 0; i < 12; i++) this.uint32();
  }

  /** Returns a separate generator for one purpose: the draws of one purpose never shift those of another. */
  static for(seed: number, purpose: string): Random {
    let hash = 0x811c9dc5 ^ seed;
    for (let i = 0; i < purpose.length; i++) hash = Math.imul(hash ^ purpose.charCodeAt(i), 0x01000193);
    return new Random(hash);
  }

  /** Returns a whole number from 0 to 2^32 - 1. */
  uint32(): number {
    const t = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (this.#c << 21) | (this.#c >>> 11);
    this.#c = (this.#c + t) | 0;
    return t >>> 0;
  }

  /** Returns a number from 0 inclusive to 1 exclusive, with 32 bits of resolution. */
  next(): number {
    return this.uint32() / 4294967296;
  }

  /** Returns a whole number from 0 to `below` - 1. */
  int(below: number): number {
    return Math.floor(this.next() * below);
  }

  /** Returns the time to the next event of a Poisson process, in the unit for which `perUnit` is the rate. */
  exponential(perUnit: number): number {
    return -log(1 - this.next()) / perUnit;
  }

  /** Returns a normal number with mean 0 and deviation 1 (Box and Muller 1958; one of the pair is dropped). */
  normal(): number {
    return Math.sqrt(-2 * log(1 - this.next())) * cosPi(2 * this.next());
  }

  /** Returns the state for `restore`: a restored generator continues with the same numbers. */
  save(): [number, number, number, number] {
    return [this.#a, this.#b, this.#c, this.#counter];
  }

  restore([a, b, c, counter]: readonly [number, number, number, number]): void {
    this.#a = a;
    this.#b = b;
    this.#c = c;
    this.#counter = counter;
  }
}
