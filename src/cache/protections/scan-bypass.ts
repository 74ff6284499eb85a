import { z } from 'zod/mini';
import { powerOfTwoFrom } from '../../base/elementary/double';
import { param } from '../param';
import { defineProtection } from '../protection';

/**
 * A value is kept only if its key was asked for before, not long ago: a doorkeeper (Einziger, Friedman and Manes,
 * TinyLFU, ACM ToS 2017, §3.4.2). Keys that a scan asks for once never enter and drive nobody out; what is asked for
 * again pays one computation more. Requests may also say themselves that they are part of a scan.
 */
export const scanBypass = defineProtection({
  name: 'scanBypass',
  label: 'Scan bypass',
  summary: 'A value is kept only if its key was asked for before, so that scans drive nobody out.',
  params: z.object({
    memory: param(
      z.int().check(z.gte(16), z.lte(2 ** 24)),
      8_192,
      'How many keys that were asked for once are remembered.',
    ),
  }),
});

/** Remembers fingerprints of the last keys, about `places` of them, one place a hash. 4 bytes a place. */
export class Doorkeeper {
  readonly #mask: number;
  readonly #seen: Int32Array;

  constructor(places: number) {
    const size = powerOfTwoFrom(places);
    this.#mask = size - 1;
    this.#seen = new Int32Array(size);
  }

  /** Whether the key was noted before and is remembered still; from now on it is. */
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
