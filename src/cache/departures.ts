import { powerOfTwoFrom } from '../base/elementary/double';
import type { MissReason } from './answer';

/** Remembered reason for the absence of a key. */
export type DepartureReason = Extract<
  MissReason,
  'expired' | 'evicted' | 'invalidated' | 'refused' | 'bypassed' | 'failed'
>;
const REASONS: readonly DepartureReason[] = [
  'expired',
  'evicted',
  'invalidated',
  'refused',
  'bypassed',
  'failed',
];

/**
 * Remembers why and when keys left, so that a miss has a reason and the time since the removal of the entry. One place
 * per hash, later keys overwrite earlier ones: memory is fixed (13 bytes a place). Two keys are confused only if all 32
 * bits of their hashes are equal.
 */
export class Departures {
  #mask: number;
  #hashes: Int32Array;
  /** 0: empty; else 1 + the index of the reason. */
  #reasons: Uint8Array;
  #times: Float64Array;

  /** @param places number of places, rounded up to a power of two. */
  constructor(places: number) {
    const size = powerOfTwoFrom(Math.max(2, places));
    this.#mask = size - 1;
    this.#hashes = new Int32Array(size);
    this.#reasons = new Uint8Array(size);
    this.#times = new Float64Array(size);
  }

  note(hash: number, reason: DepartureReason, at: number): void {
    const place = hash & this.#mask;
    this.#hashes[place] = hash;
    this.#reasons[place] = 1 + REASONS.indexOf(reason);
    this.#times[place] = at;
  }

  reasonOf(hash: number): DepartureReason | undefined {
    const place = hash & this.#mask;
    return this.#hashes[place] === hash ? REASONS[(this.#reasons[place] as number) - 1] : undefined;
  }

  /** Returns when the key left; undefined if that is not remembered. */
  timeOf(hash: number): number | undefined {
    const place = hash & this.#mask;
    return this.#reasons[place] !== 0 && this.#hashes[place] === hash ? this.#times[place] : undefined;
  }

  save() {
    return { hashes: this.#hashes.slice(), reasons: this.#reasons.slice(), times: this.#times.slice() };
  }

  restore({ hashes, reasons, times }: ReturnType<Departures['save']>): void {
    this.#mask = hashes.length - 1;
    this.#hashes = hashes.slice();
    this.#reasons = reasons.slice();
    this.#times = times.slice();
  }

  clear(): void {
    this.#reasons.fill(0);
  }
}
