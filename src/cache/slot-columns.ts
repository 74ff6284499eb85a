import type { Random } from '../base/random';
import { Entries } from './entries';
import { EntryDetails } from './entry-details';
import { type LifetimeOptions, Lifetimes, type Ttl } from './lifetimes';
import type { Ident } from './structures/key-table';
import { TagLedger } from './tag-ledger';

export interface ColumnsOptions<K> {
  readonly lifetimes: LifetimeOptions;
  readonly random: Random;
  readonly keyOf: ((key: K) => Ident) | undefined;
  readonly weighed: boolean;
  readonly details: boolean;
}

/** Columns of a cache by slot number: key and value, deadline, times and hits, tags. Knows no bound and no order. */
export class SlotColumns<K, V> {
  readonly entries: Entries<K, V>;
  readonly lifetimes: Lifetimes;
  readonly details: EntryDetails | undefined;
  tags: TagLedger | undefined;

  constructor(slots: number, { random, keyOf, weighed, lifetimes, details }: ColumnsOptions<K>) {
    this.entries = new Entries(slots, random.uint32(), { keyOf, weighed });
    this.lifetimes = new Lifetimes(slots, lifetimes, random);
    this.details = details ? new EntryDetails(slots) : undefined;
  }

  /** Returns the tag ledger, created on first use: most caches have no tags. */
  ledger(): TagLedger {
    this.tags ??= new TagLedger(this.entries.slots);
    return this.tags;
  }

  /** Returns the weight of an entry; 0 if entries are not weighed. */
  weightAt(slot: number): number {
    return this.entries.weighed ? this.entries.weightAt(slot) : 0;
  }

  /** Starts weighing entries; returns the sum of the weights of the residents. */
  startWeighing(weigh: (slot: number) => number): number {
    const { entries } = this;
    let sum = 0;
    entries.startWeighing();
    entries.forEachResident((slot) => {
      const weight = weigh(slot);
      entries.announce(slot, weight, entries.costAt(slot));
      sum += weight;
    });
    return sum;
  }

  /** Starts the lifetime of a value, its times and its tags. */
  start(slot: number, ttlMs: Ttl, tags: ArrayLike<number> | undefined, now: number): void {
    if (this.lifetimes.timed || ttlMs !== 'never') this.lifetimes.enter(slot, now, ttlMs);
    if (this.details !== undefined) this.details.enter(slot, now);
    if (tags !== undefined && tags.length > 0) this.ledger().enter(slot, tags);
    else if (this.tags !== undefined) this.tags.enter(slot, undefined);
  }

  /** Ends the lifetime of a value and removes its tags. */
  end(slot: number): void {
    this.lifetimes.leave(slot);
    this.tags?.leave(slot);
  }

  /** Raises the number of slots. */
  grow(slots: number): void {
    this.entries.resize(slots);
    this.lifetimes.resize(slots);
    this.details?.resize(slots);
    this.tags?.resize(slots);
  }

  /** Changes lifetimes; residents get at most the new age, then `onLimited` is called for each. */
  changeLifetimes(
    change: Partial<LifetimeOptions>,
    active: boolean,
    now: number,
    onLimited: (slot: number) => void,
  ): void {
    const { lifetimes, details } = this;
    const before = lifetimes.options;
    const { ttlMs = before.ttlMs, idleMs = before.idleMs, jitter = before.jitter } = change;
    const { graceMs = before.graceMs } = change;
    const each = (visit: (slot: number) => void) => this.entries.forEachResident(visit);
    // The wheel holds deadline + grace: another grace requires a new wheel.
    if (graceMs !== before.graceMs) lifetimes.setActive(false, now, each);
    lifetimes.reconfigure({ ttlMs, idleMs, jitter, graceMs });
    lifetimes.setActive(active, now, each);
    if (ttlMs === before.ttlMs && idleMs === before.idleMs) return;
    each((slot) => {
      lifetimes.limit(slot, details?.insertedAt(slot) ?? now, details?.usedAt(slot) ?? now);
      onLimited(slot);
    });
  }

  save() {
    return {
      entries: this.entries.save(),
      lifetimes: this.lifetimes.save(),
      details: this.details?.save(),
      tags: this.tags?.save(),
    };
  }

  restore(saved: ReturnType<SlotColumns<K, V>['save']>): void {
    this.entries.restore(saved.entries);
    this.lifetimes.restore(saved.lifetimes);
    if (saved.details) this.details?.restore(saved.details);
    this.tags = saved.tags && new TagLedger(this.entries.slots);
    if (saved.tags) this.tags?.restore(saved.tags);
  }
}
