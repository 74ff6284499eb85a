import { Random } from '../../base/random';
import type { Drawable } from '../policies/hyperbolic';

/**
 * Draws like the hash table of libCacheSim: the youngest id of a bucket's chain, in the bucket selected by the low bits
 * of a linear congruential generator (Knuth's MMIX); the next bucket if it is empty. Grows at two ids a bucket.
 */
export class ChainHeads implements Drawable {
  readonly #hashes: Uint32Array;
  #chains: number[][] = Array.from({ length: 4096 }, () => []);
  #size = 0;
  #state = 1;

  constructor(ids: number) {
    const random = new Random(1);
    this.#hashes = new Uint32Array(ids).map(() => random.uint32());
  }

  add(id: number): void {
    if (this.#size++ > 2 * this.#chains.length) this.#grow();
    this.#chainOf(id).push(id);
  }

  remove(id: number): void {
    this.#size--;
    const chain = this.#chainOf(id);
    chain.splice(chain.indexOf(id), 1);
  }

  draw(): number {
    for (;;) {
      this.#state = (Math.imul(this.#state, 0x4c957f2d) + 0xf767814f) >>> 0;
      const head = this.#chains[this.#state % this.#chains.length]?.at(-1);
      if (head !== undefined) return head;
    }
  }

  ranked(): never {
    throw new Error('Only for replays.');
  }
  resize(): void {
    this.ranked();
  }
  save(): never {
    return this.ranked();
  }
  restore(): void {
    this.ranked();
  }

  #grow(): void {
    const ids = this.#chains.flatMap((chain) => chain.reverse());
    this.#chains = Array.from({ length: 2 * this.#chains.length }, () => []);
    for (const id of ids) this.#chainOf(id).push(id);
  }

  #chainOf(id: number): number[] {
    return this.#chains[(this.#hashes[id] as number) % this.#chains.length] as number[];
  }
}
