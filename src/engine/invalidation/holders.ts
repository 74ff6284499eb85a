import type { AnyMade } from '../made';
import type { MemoLayer } from '../memos';
import type { MemoCacheName } from '../protocol';
import type { EntryName } from './names';

/** An entry as it stands in its cache. */
export interface Held extends EntryName {
  readonly made: AnyMade;
}

interface Place {
  readonly cache: MemoCacheName;
  readonly slot: number;
  readonly made: AnyMade;
}

/** Places of one fact, the departed among them until there are too many. */
interface List {
  places: Place[];
  tidyAt: number;
}
/** A list is looked through when it has twice as many places as were left after the last time, and at least so many. */
const TIDY_FROM = 32;

/**
 * From a fact to the entries that were computed from it: the tags of the caches, the other way round. An entry that
 * leaves is not looked up in all its lists, which would cost more than its insertion; who walks a list finds out.
 * O(1) a fact of an insertion, amortised; memory within twice the tags of the residents.
 */
export class Holders {
  readonly #lists: (List | undefined)[] = [];

  constructor(private readonly layer: Pick<MemoLayer, 'caches' | 'memos'>) {}

  /** A value has come into a slot. */
  add(cache: MemoCacheName, slot: number): void {
    const made: AnyMade | undefined = this.layer.caches[cache].valueAt(slot);
    if (!made) return;
    const place = { cache, slot, made };
    const { facts } = made;
    for (let i = 0; i < facts.length; i++) {
      const fact = facts[i] as number;
      const list = this.#listOf(fact);
      if (list.places.length >= list.tidyAt) this.#tidy(list);
      list.places.push(place);
    }
  }

  /** The entries that would be served now and were computed from the fact, whatever its version then. */
  of(fact: number): Held[] {
    const list = this.#lists[fact];
    if (!list) return [];
    this.#tidy(list);
    const held: Held[] = [];
    for (const { cache, slot, made } of list.places)
      if (this.layer.memos[cache].slotOf(made.key) === slot) held.push({ cache, key: made.key, made });
    return held;
  }

  /** Of these names the entries that would be served now. */
  named(names: readonly EntryName[]): Held[] {
    const held: Held[] = [];
    for (const { cache, key } of names) {
      const slot = this.layer.memos[cache].slotOf(key);
      const made: AnyMade | undefined = slot < 0 ? undefined : this.layer.caches[cache].valueAt(slot);
      if (made) held.push({ cache, key, made });
    }
    return held;
  }

  #listOf(fact: number): List {
    let list = this.#lists[fact];
    if (!list) {
      list = { places: [], tidyAt: TIDY_FROM };
      this.#lists[fact] = list;
    }
    return list;
  }

  #tidy(list: List): void {
    const { caches } = this.layer;
    list.places = list.places.filter(({ cache, slot, made }) => caches[cache].valueAt(slot) === made);
    list.tidyAt = Math.max(TIDY_FROM, 2 * list.places.length);
  }
}
