import { keepNewest } from '../../base/keep-newest';
import type { Saved } from '../../base/saved';
import type { Removal } from '../../cache/answer';
import type { AnyMade } from '../serving/made';

/** Of those that left a cache, so many are remembered; the one that left first is forgotten first. */
export const MOST_DEPARTED = 5_000;

/** How the last value of a key ended, or that it is still held. */
export type Ending = 'held' | Exclude<Removal, 'evicted'>;

/**
 * The values of one cache that are in hand: held by it, or gone from it only because their time was over or something
 * had invalidated or replaced them. What was evicted is not in hand: that the room was too small is no mistake of a
 * TTL. Kept beside the cache, so that looking costs it nothing; about two map entries a value.
 */
export class InHand implements Saved<ReturnType<InHand['save']>> {
  readonly #held = new Map<number, AnyMade>();
  readonly #departed = new Map<number, { readonly made: AnyMade; readonly ending: Ending }>();

  constructor(private readonly most = MOST_DEPARTED) {}

  /** Values that have left and are remembered. */
  get departed(): number {
    return this.#departed.size;
  }

  /** A value came into the cache. */
  entered(made: AnyMade): void {
    this.#departed.delete(made.key);
    this.#held.set(made.key, made);
  }

  /** A value left it. Whether it was the last of its key. */
  left(made: AnyMade, why: Removal): boolean {
    // Another value may have taken its name meanwhile.
    if (this.#held.get(made.key) !== made) return false;
    this.#held.delete(made.key);
    if (why === 'evicted') return true;
    keepNewest(this.#departed, made.key, { made, ending: why }, this.most);
    return true;
  }

  save() {
    return { held: [...this.#held.values()], departed: [...this.#departed.values()] };
  }

  restore({ held, departed }: ReturnType<InHand['save']>): void {
    this.#held.clear();
    this.#departed.clear();
    for (const made of held) this.#held.set(made.key, made);
    for (const one of departed) this.#departed.set(one.made.key, one);
  }

  /** The last value of a key, if it is in hand. */
  of(key: number): { readonly made: AnyMade; readonly ending: Ending } | undefined {
    const made = this.#held.get(key);
    return made ? { made, ending: 'held' } : this.#departed.get(key);
  }
}
