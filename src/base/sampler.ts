import { exp } from './elementary/exp';
import { log } from './elementary/log';
import type { Random } from './random';

/**
 * Draws indices with given weights in O(1): the alias method (Walker 1977; construction of Vose 1991).
 * Memory: 12 bytes an index.
 */
export class Sampler {
  readonly #keep: Float64Array;
  readonly #alias: Int32Array;

  /** @param weights one or more finite numbers of 0 or more, at least one above 0. */
  constructor(weights: ArrayLike<number>) {
    const n = weights.length;
    let sum = 0;
    for (let i = 0; i < n; i++) sum += weights[i] as number;
    if (!(sum > 0) || !Number.isFinite(sum))
      throw new Error(`Sampler needs a positive finite sum of weights, got ${sum}`);
    this.#keep = new Float64Array(n).fill(1);
    this.#alias = new Int32Array(n);
    const scaled = Float64Array.from(weights, (w) => (w * n) / sum);
    const small: number[] = [];
    const large: number[] = [];
    for (let i = 0; i < n; i++) ((scaled[i] as number) < 1 ? small : large).push(i);
    while (small.length > 0 && large.length > 0) {
      const low = small.pop() as number;
      const high = large[large.length - 1] as number;
      this.#keep[low] = scaled[low] as number;
      this.#alias[low] = high;
      scaled[high] = (scaled[high] as number) + (scaled[low] as number) - 1;
      if ((scaled[high] as number) < 1) {
        large.pop();
        small.push(high);
      }
    }
  }

  draw(random: Random): number {
    const i = random.int(this.#keep.length);
    return random.next() < (this.#keep[i] as number) ? i : (this.#alias[i] as number);
  }
}

/** Returns weights of Zipf's law: 1 / rank^exponent for ranks 1 to n, to about 1e-15. Exponent 0 is uniform. */
export function zipfWeights(n: number, exponent: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => exp(-exponent * log(i + 1)));
}
