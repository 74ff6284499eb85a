import type { Random } from '../base/random';
import type { CacheCounters } from './counters';
import type { Journal } from './journal';
import type { Ttl } from './lifetimes';
import type { CacheOptions } from './options';
import type { Residents } from './residents';
import type { Ident } from './structures/key-table';

/** What can be read of a cache without doing anything to it: bounds, totals, and each entry by its slot. */
export class CacheView<K, V> {
  readonly name: string;
  /** Running totals, by reference. */
  readonly stats: CacheCounters;
  /** The clock at the last call that read it; it is read only where something needs it. */
  now = 0;

  constructor(
    protected readonly options: CacheOptions<K, V>,
    protected readonly journal: Journal<K>,
    protected readonly residents: Residents<K, V>,
  ) {
    this.name = options.name;
    this.stats = journal.stats;
  }

  /** Tags that memory is held for, 36 bytes each. */
  get tagPlaces(): number {
    return this.residents.tags?.places ?? 0;
  }
  /** Residents. Those whose tag was invalidated count until they are asked for or the sweep finds them. */
  get size(): number {
    return this.residents.size;
  }
  /** What the residents weigh; 0 where nothing bounds bytes and no weigher was given. */
  get bytes(): number {
    return this.residents.bytes;
  }
  get maxEntries(): number | 'unbounded' {
    return unboundedOr(this.residents.bounds.maxEntries);
  }
  get maxBytes(): number | 'unbounded' {
    return unboundedOr(this.residents.bounds.maxBytes);
  }
  get ttlMs(): Ttl {
    return this.residents.lives.options.ttlMs;
  }
  get graceMs(): number {
    return this.residents.lives.options.graceMs;
  }
  get policyName(): string {
    return this.residents.policyName;
  }
  /** Slot numbers are below this; it grows. */
  get slots(): number {
    return this.residents.entries.slots;
  }
  /** Milliseconds, as the cache reads them. */
  get clock(): () => number {
    return this.options.clock;
  }
  get random(): Random {
    return this.options.random;
  }

  /** What makes the key the same as another. */
  identOf(key: K): Ident {
    return this.residents.entries.identOf(key);
  }
  /** 32 bits that equal keys have in common. */
  hashOf(key: K): number {
    return this.residents.entries.hashOf(key);
  }

  keyAt(slot: number): K {
    return this.residents.entries.keyAt(slot);
  }
  valueAt(slot: number): V | undefined {
    return this.residents.entries.valueAt(slot);
  }
  /** Infinity for an entry that does not die. */
  deadlineAt(slot: number): number {
    return this.residents.lives.deadlineAt(slot);
  }
  /** Whether the entry was past its deadline at the last call. */
  isDead(slot: number): boolean {
    return this.residents.lives.isDead(slot, this.now);
  }
  /** Whether a tag of the entry was invalidated: nobody gets it any more, and the sweep has not found it yet. */
  isInvalidated(slot: number): boolean {
    return this.residents.tags?.verdict(slot) === 'doomed';
  }
  /** The time of the last call where the cache keeps no details. */
  insertedAt(slot: number): number {
    return this.residents.details?.insertedAt(slot) ?? this.now;
  }
  /** The time of the last call where the cache keeps no details. */
  usedAt(slot: number): number {
    return this.residents.details?.usedAt(slot) ?? this.now;
  }
  hitsOf(slot: number): number {
    return this.residents.details?.hitsOf(slot) ?? 0;
  }
  /** 1 where nothing is weighed. */
  bytesOf(slot: number): number {
    return this.residents.entries.weightAt(slot);
  }
  /** Milliseconds that making the value took; 1 where nobody said. */
  costOf(slot: number): number {
    return this.residents.entries.costAt(slot);
  }
  tagsAt(slot: number): ArrayLike<number> | undefined {
    return this.residents.tags?.tagsAt(slot);
  }

  /** Residents, in slot order. */
  forEachSlot(visit: (slot: number) => void): void {
    this.residents.entries.forEachResident(visit);
  }

  /** The slots of the next `limit` victims, as far as the policy can tell. */
  nextVictims(limit: number): Int32Array {
    return this.residents.inOrder(limit);
  }

  /** Why a key is not here; `cold` if that is not remembered. See `rememberDepartures`. */
  whyMissing(key: K): ReturnType<Journal<K>['whyMissing']> {
    return this.journal.remembering ? this.journal.whyMissing(this.hashOf(key)) : 'cold';
  }

  /** When making a value for the key failed, if nothing else became of the key since. */
  failedAt(key: K): number | undefined {
    const hash = this.hashOf(key);
    return this.journal.whyMissing(hash) === 'failed' ? this.journal.departedAt(hash) : undefined;
  }

  /** A moment in the order of invalidations, for `invalidatedSince`. */
  get invalidations(): number {
    return this.residents.tags?.count ?? 0;
  }

  /** Whether what was read at that moment is out of date: one of its tags or the whole cache was invalidated since. */
  invalidatedSince(moment: number, tags: ArrayLike<number> | undefined): boolean {
    return this.residents.tags?.invalidatedSince(tags ?? [], moment) ?? false;
  }
}

const unboundedOr = (bound: number): number | 'unbounded' => (bound === Infinity ? 'unbounded' : bound);
