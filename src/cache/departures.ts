import { powerOfTwoFrom } from '../base/elementary/double';
import type { MissReason } from './answer';

/** Why a key is not here, as far as it is remembered. */
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
 * Remembers of keys that went away why and when, so that a miss can say its reason and how soon after its death an
 * entry was wanted again. One place a hash, the later one overwrites: old ones fade, memory is fixed (13 bytes a
 * place). Two keys are taken for one only when all 32 bits of their hashes agree.
 */
export class Departures {
  #mask: number;
  #hashes: Int32Array;
  /** 0: nobody; else 1 + the reason's index. */
  #reasons: Uint8Array;
  #times: Float64Array;

  /** @param places rounded up to a power of two. */
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

  /** When the key went away; undefined when that is not remembered. */
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
