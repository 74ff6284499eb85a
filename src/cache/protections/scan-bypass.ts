import { z } from 'zod/mini';
import { powerOfTwoFrom } from '../../base/elementary/double';
import { param } from '../param';
import { defineProtection } from '../protection';

/**
 * Admits a value only if its key was requested before, not long ago: a doorkeeper (Einziger, Friedman and Manes,
 * TinyLFU, ACM ToS 2017, §3.4.2). Keys that a scan requests once are never admitted and evict nothing; a key requested
 * again costs one more computation. A caller can also mark its requests as part of a scan.
 */
export const scanBypass = defineProtection({
  name: 'scanBypass',
  label: 'Scan bypass',
  summary: 'A value is kept only if its key was requested before, so that scans evict nothing.',
  params: z.object({
    memory: param(
      z.int().check(z.gte(16), z.lte(2 ** 24)),
      8_192,
      'How many keys requested once are remembered.',
    ),
  }),
});

/** Set of the fingerprints of about the last `places` keys, one place per hash. 4 bytes a place. */
export class Doorkeeper {
  readonly #mask: number;
  readonly #seen: Int32Array;

  constructor(places: number) {
    const size = powerOfTwoFrom(places);
    this.#mask = size - 1;
    this.#seen = new Int32Array(size);
  }

  /** Returns whether the key is still remembered from an earlier call, and remembers it. */
  knows(hash: number): boolean {
    const place = hash & this.#mask;
    const fingerprint = hash | 1; // never 0, which is an empty place
    if (this.#seen[place] === fingerprint) return true;
    this.#seen[place] = fingerprint;
    return false;
  }

  save(): Int32Array {
    return this.#seen.slice();
  }

  /** The state must be of a doorkeeper with as many places. */
  restore(seen: Int32Array): void {
    this.#seen.set(seen);
  }
}
