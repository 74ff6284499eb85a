import type { Saved } from '../../base/saved';
import { type MemoCacheName, memoCacheNames } from '../contract/engine';
import type { MemoLayer } from '../serving/memo-set';
import type { AnyStageResult } from '../serving/stage-result';
import type { EntryName } from './names';

/** An entry as it stands in its cache. */
export interface Held extends EntryName {
  readonly result: AnyStageResult;
}

/** An admission, by numbers: a place that outlives its entry must not keep the value. */
interface Place {
  readonly cache: MemoCacheName;
  readonly slot: number;
  /** Number of the admission. */
  readonly admission: number;
}

/** By cache and slot: the number of the admission that filled it. */
type HoldersState = Readonly<Record<MemoCacheName, readonly number[]>> & { readonly admissions: number };

/** Places of one fact, the departed among them until there are too many. */
interface List {
  places: Place[];
  tidyAt: number;
}
/** A list is looked through when it has twice as many places as were left after the last time, and at least so many. */
const TIDY_FROM = 32;
/** Looking through an entry's facts so often costs about as much as putting it into their lists. */
const LOOKS = 32;
/** Beside twice the places that were left after the last sweep of all lists, so many are let stand. */
const SWEEP_FROM = 4_096;
/** As many fresh entries are put into the lists at once at the latest: a look must not take long. */
const MOST_FRESH = 20_000;

/**
 * From a fact to the entries that were computed from it: the tags of the caches, the other way round. An entry that
 * leaves is not looked up in all its lists, which would cost more than its insertion; a walk of a list skips it. An
 * entry that is new is not put into its lists at once: as long as few facts change it is cheaper to look through what
 * is new, and most of it is gone before it is worth its places. O(1) a fact of an insertion, amortised. All
 * lists are swept when they have twice the places of residents that the last sweep left, and 4,096 beside: one by one,
 * twelve thousand short lists would keep places of departed entries for many minutes.
 */
export class Holders implements Saved<HoldersState> {
  #lists: (List | undefined)[] = [];
  /** Admissions so far, and by cache and slot the number of the last one: entries of a fact are listed in this order. */
  #admissions = 0;
  #admitted: Record<MemoCacheName, number[]> = { similarities: [], weights: [], rankings: [] };
  /** In no list yet. */
  #fresh: Place[] = [];
  #tidyFreshAt = TIDY_FROM;
  /** Looks through the fresh ones since they were last put into the lists. */
  #looks = 0;

  /** Places in all lists, the departed among them. */
  #places = 0;
  #sweepAt = SWEEP_FROM;

  constructor(private readonly layer: Pick<MemoLayer, 'caches' | 'memos'>) {}

  /** A value has come into a slot. */
  add(cache: MemoCacheName, slot: number): void {
    const admission = ++this.#admissions;
    this.#admitted[cache][slot] = admission;
    if (this.#fresh.length >= this.#tidyFreshAt) this.#tidyFresh();
    this.#fresh.push({ cache, slot, admission });
  }

  /** The entries that would be served now and were computed from the fact, whatever its version then. */
  of(fact: number): Held[] {
    if (++this.#looks > LOOKS) this.#putIntoLists();
    const list = this.#lists[fact];
    if (list) this.#tidy(list);
    const held: Held[] = [];
    const look = ({ cache, slot }: Place, result: AnyStageResult) => {
      if (this.layer.memos[cache].slotOf(result.key) === slot) held.push({ cache, key: result.key, result });
    };
    for (const place of list?.places ?? []) {
      const result = this.#valueOf(place);
      if (result) look(place, result);
    }
    for (const place of this.#fresh) {
      const result = this.#valueOf(place);
      if (result?.facts.includes(fact)) look(place, result);
    }
    return held;
  }

  save(): HoldersState {
    const { similarities, weights, rankings } = this.#admitted;
    return {
      similarities: [...similarities],
      weights: [...weights],
      rankings: [...rankings],
      admissions: this.#admissions,
    };
  }

  /** Rebuilds the lists from the caches, which must have been restored before. */
  restore({ admissions, similarities, weights, rankings }: HoldersState): void {
    this.#admissions = admissions;
    this.#admitted = {
      similarities: [...similarities],
      weights: [...weights],
      rankings: [...rankings],
    };
    this.#lists = [];
    this.#places = 0;
    this.#sweepAt = SWEEP_FROM;
    this.#fresh = this.#residents().sort((a, b) => a.admission - b.admission);
    this.#tidyFreshAt = Math.max(TIDY_FROM, 2 * this.#fresh.length);
    this.#looks = 0;
  }

  #residents(): Place[] {
    const places: Place[] = [];
    for (const cache of memoCacheNames) {
      this.layer.caches[cache].forEachSlot((slot) => {
        places.push({ cache, slot, admission: this.#admitted[cache][slot] ?? 0 });
      });
    }
    return places;
  }

  /** Places that are kept, in the lists and before, those of departed entries among them. */
  get places(): number {
    return this.#places + this.#fresh.length;
  }

  /** The most places that there may be until the next look through them. */
  get mostPlaces(): number {
    return this.#sweepAt + this.#tidyFreshAt;
  }

  /** Of these names the entries that would be served now. */
  named(names: readonly EntryName[]): Held[] {
    const held: Held[] = [];
    for (const { cache, key } of names) {
      const slot = this.layer.memos[cache].slotOf(key);
      const result: AnyStageResult | undefined =
        slot < 0 ? undefined : this.layer.caches[cache].valueAt(slot);
      if (result) held.push({ cache, key, result });
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

  /** The value of a place; undefined when it has left. */
  #valueOf({ cache, slot, admission }: Place): AnyStageResult | undefined {
    return this.#admitted[cache][slot] === admission ? this.layer.caches[cache].valueAt(slot) : undefined;
  }

  readonly #isResident = (place: Place): boolean => this.#valueOf(place) !== undefined;

  #tidyFresh(): void {
    this.#fresh = this.#fresh.filter(this.#isResident);
    if (this.#fresh.length >= MOST_FRESH) this.#putIntoLists();
    this.#tidyFreshAt = Math.max(TIDY_FROM, 2 * this.#fresh.length);
  }

  #putIntoLists(): void {
    for (const place of this.#fresh) {
      const facts = this.#valueOf(place)?.facts ?? [];
      for (let i = 0; i < facts.length; i++) {
        const list = this.#listOf(facts[i] as number);
        if (list.places.length >= list.tidyAt) this.#tidy(list);
        list.places.push(place);
        this.#places++;
      }
    }
    if (this.#places >= this.#sweepAt) this.#sweep();
    this.#fresh = [];
    this.#tidyFreshAt = TIDY_FROM;
    this.#looks = 0;
  }

  #sweep(): void {
    for (const list of this.#lists) if (list) this.#tidy(list);
    this.#sweepAt = 2 * this.#places + SWEEP_FROM;
  }

  #tidy(list: List): void {
    const before = list.places.length;
    list.places = list.places.filter(this.#isResident);
    this.#places -= before - list.places.length;
    list.tidyAt = Math.max(TIDY_FROM, 2 * list.places.length);
  }
}
