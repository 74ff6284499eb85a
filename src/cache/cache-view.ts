import type { Random } from '../base/random';
import type { CacheCounters } from './counters';
import type { Entries } from './entries';
import type { Journal } from './journal';
import type { Lifetimes, Ttl } from './lifetimes';
import type { CacheOptions } from './options';
import { NONE } from './policy';
import type { Residents } from './residents';
import type { SlotColumns } from './slot-columns';
import type { Ident } from './structures/key-table';

/** Read-only view of a cache: bounds, totals, and each entry by its slot. */
export class CacheView<K, V> {
  readonly name: string;
  /** Running totals, the live object. */
  readonly stats: CacheCounters;
  /** Time of the last call that read the clock; it is read only when needed. */
  now = 0;
  protected readonly columns: SlotColumns<K, V>;
  /** Parts of the columns, cached here to save an access. */
  protected readonly entries: Entries<K, V>;
  protected readonly lifetimes: Lifetimes;

  constructor(
    protected readonly options: CacheOptions<K, V>,
    protected readonly journal: Journal<K>,
    protected readonly residents: Residents<K, V>,
  ) {
    this.name = options.name;
    this.stats = journal.stats;
    this.columns = residents.columns;
    this.entries = residents.columns.entries;
    this.lifetimes = residents.columns.lifetimes;
  }

  /** Number of tags with allocated memory, 36 bytes each. */
  get tagPlaces(): number {
    return this.columns.tags?.places ?? 0;
  }
  /** Number of residents. Entries with an invalidated tag count until a request or the sweep finds them. */
  get size(): number {
    return this.residents.size;
  }
  /** Total weight of the residents; 0 without a byte bound and without `weigh`. */
  get bytes(): number {
    return this.residents.bytes;
  }
  get maxEntries(): number | 'unbounded' {
    return this.residents.bounds.asked.maxEntries;
  }
  get maxBytes(): number | 'unbounded' {
    return this.residents.bounds.asked.maxBytes;
  }
  get ttlMs(): Ttl {
    return this.lifetimes.options.ttlMs;
  }
  get graceMs(): number {
    return this.lifetimes.options.graceMs;
  }
  get policyName(): string {
    return this.residents.policyName;
  }
  /** Upper bound of slot numbers; it grows. */
  get slots(): number {
    return this.entries.slots;
  }
  /** Clock of the cache, milliseconds. */
  get clock(): () => number {
    return this.options.clock;
  }
  get random(): Random {
    return this.options.random;
  }

  /** Returns the identity of a key: equal keys have equal identities. */
  identOf(key: K): Ident {
    return this.entries.identOf(key);
  }
  /** Returns a 32-bit hash, the same for equal keys. */
  hashOf(key: K): number {
    return this.entries.hashOf(key);
  }

  /** Returns the value of an unexpired entry without side effects: no counter, order or removal changes. */
  peek(key: K): V | undefined {
    const slot = this.slotOf(key);
    return slot === NONE ? undefined : this.entries.valueAt(slot);
  }

  has(key: K): boolean {
    return this.slotOf(key) !== NONE;
  }

  /** Returns the slot of an unexpired entry, or -1. Without side effects, like `peek`. */
  slotOf(key: K): number {
    const slot = this.entries.seek(key);
    if (slot === NONE || (this.lifetimes.timed && this.lifetimes.isExpired(slot, this.options.clock())))
      return NONE;
    const { tags } = this.columns;
    return tags === undefined || tags.verdict(slot) === 'valid' ? slot : NONE;
  }

  /** Returns the slot of an entry that is not invalidated, expired or not, or -1. Without side effects, like `peek`. */
  heldSlotOf(key: K): number {
    const slot = this.entries.seek(key);
    const { tags } = this.columns;
    return slot === NONE || tags === undefined || tags.verdict(slot) === 'valid' ? slot : NONE;
  }

  keyAt(slot: number): K {
    return this.entries.keyAt(slot);
  }
  valueAt(slot: number): V | undefined {
    return this.entries.valueAt(slot);
  }
  /** Returns the deadline of an entry; Infinity if it does not expire. */
  deadlineAt(slot: number): number {
    return this.lifetimes.deadlineAt(slot);
  }
  /** Returns whether the entry was expired at the last call. */
  isExpired(slot: number): boolean {
    return this.lifetimes.isExpired(slot, this.now);
  }
  /** Returns whether a tag of the entry was invalidated: it is no longer served, but not swept yet. */
  isInvalidated(slot: number): boolean {
    return this.columns.tags?.verdict(slot) === 'invalid';
  }
  /** Returns the time of insertion; the time of the last call if the cache keeps no details. */
  insertedAt(slot: number): number {
    return this.columns.details?.insertedAt(slot) ?? this.now;
  }
  /** Returns the time of the last use; the time of the last call if the cache keeps no details. */
  usedAt(slot: number): number {
    return this.columns.details?.usedAt(slot) ?? this.now;
  }
  hitsOf(slot: number): number {
    return this.columns.details?.hitsOf(slot) ?? 0;
  }
  /** Returns the weight of an entry; 1 if entries are not weighed. */
  bytesOf(slot: number): number {
    return this.entries.weightAt(slot);
  }
  /** Returns the cost of computing the value, in milliseconds; 1 if unknown. */
  costOf(slot: number): number {
    return this.entries.costAt(slot);
  }
  tagsAt(slot: number): ArrayLike<number> | undefined {
    return this.columns.tags?.tagsAt(slot);
  }

  /** Calls `visit` for each resident, in slot order. */
  forEachSlot(visit: (slot: number) => void): void {
    this.entries.forEachResident(visit);
  }

  /** Returns the slots of the next `limit` victims, as far as the policy can predict them. */
  nextVictims(limit: number): Int32Array {
    return this.residents.inOrder(limit);
  }

  /** Returns why a key is absent; `cold` if that is not remembered. See `rememberDepartures`. */
  whyMissing(key: K): ReturnType<Journal<K>['whyMissing']> {
    return this.journal.remembering ? this.journal.whyMissing(this.hashOf(key)) : 'cold';
  }

  /** Returns the time of the last failed computation of the key, if nothing else has happened to the key since. */
  failedAt(key: K): number | undefined {
    const hash = this.hashOf(key);
    return this.journal.whyMissing(hash) === 'failed' ? this.journal.departedAt(hash) : undefined;
  }

  /** Number of invalidations so far, for `invalidatedSince`. */
  get invalidations(): number {
    return this.columns.tags?.count ?? 0;
  }

  /** Returns whether data read at that count is out of date: a tag of it or the whole cache was invalidated since. */
  invalidatedSince(moment: number, tags: ArrayLike<number> | undefined): boolean {
    return this.columns.tags?.invalidatedSince(tags ?? [], moment) ?? false;
  }
}
