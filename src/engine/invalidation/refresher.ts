import type { Saved } from '../../base/saved';
import { type MemoCacheName, memoCacheNames } from '../contract/engine';
import type { EntryName } from './names';

/** Most concurrent refreshes: they must leave cores to waiting requests. */
const AT_ONCE = 2;

type RefresherState = Readonly<Record<MemoCacheName, readonly number[]>> & { readonly underWay: number };

/**
 * The queue of entries that are to be made anew behind the answers. Parts come before what is made of them, so that a
 * page is not made from the old weights of its shopper; an entry that waits already does not wait twice.
 */
export class Refresher implements Saved<RefresherState> {
  readonly #waiting: Readonly<Record<MemoCacheName, Set<number>>> = {
    similarities: new Set(),
    weights: new Set(),
    rankings: new Set(),
  };
  #underWay = 0;
  /** A refresh may end at once, when no core is free: then the loop that started it continues. */
  #going = false;

  constructor(
    private readonly isHeld: (entry: EntryName) => boolean,
    /** Begins a renewal; `ended` is called when it is over. */
    private readonly renew: (entry: EntryName) => void,
  ) {}

  get waiting(): number {
    return memoCacheNames.reduce((sum, name) => sum + this.#waiting[name].size, 0);
  }

  add(entries: readonly EntryName[]): void {
    for (const { cache, key } of entries) this.#waiting[cache].add(key);
    this.#go();
  }

  /** A renewal has ended. */
  ended(): void {
    this.#underWay--;
    this.#go();
  }

  save(): RefresherState {
    const { similarities, weights, rankings } = this.#waiting;
    return {
      similarities: [...similarities],
      weights: [...weights],
      rankings: [...rankings],
      underWay: this.#underWay,
    };
  }

  restore(state: RefresherState): void {
    this.#underWay = state.underWay;
    for (const cache of memoCacheNames) {
      this.#waiting[cache].clear();
      for (const key of state[cache]) this.#waiting[cache].add(key);
    }
  }

  #go(): void {
    if (this.#going) return;
    this.#going = true;
    while (this.#underWay < AT_ONCE) {
      const entry = this.#next();
      if (!entry) break;
      // The entry may have been removed meanwhile: then no refresh is needed.
      if (!this.isHeld(entry)) continue;
      this.#underWay++;
      this.renew(entry);
    }
    this.#going = false;
  }

  #next(): EntryName | undefined {
    for (const cache of memoCacheNames) {
      const [key] = this.#waiting[cache];
      if (key === undefined) continue;
      this.#waiting[cache].delete(key);
      return { cache, key };
    }
    return undefined;
  }
}
