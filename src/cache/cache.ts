import type { Removal } from './answer';
import { Bounds } from './bounds';
import type { ByteBudget } from './byte-budget';
import { Journal } from './journal';
import { checkedTtl } from './lifetimes';
import type { CacheChange, CacheOptions, EntryOptions } from './options';
import { NONE } from './policy';
import { RecordedCache } from './recorded-cache';
import { Residents } from './residents';
import { exactWeigher, type Weigher } from './weigher';

/** Slots that an insertion sweeps for entries with invalidated tags. */
const SWEEP_ON_SET = 8;
/** Steps of work in which an insertion into a full cache removes expired entries before it evicts others. */
const COLLECT_ON_SET = 16;
/** Steps of work in one `advance`. */
const ADVANCE_STEPS = 1024;

/**
 * Cache: a policy, bounds, lifetimes, tags and counters over dense slots. It never exceeds a bound, not even between
 * two calls, and never returns an expired or invalidated entry unless the caller accepts a stale one. A slot number
 * identifies an entry from its insertion to its removal, so callers can keep arrays of length `slots` beside the cache.
 * O(1) a request plus the policy's cost.
 */
export class Cache<K, V> extends RecordedCache<K, V> {
  readonly #counting: boolean;
  #weigh: Weigher<K, V> | undefined;
  #active: boolean;

  /** Throws for invalid bounds, times and parameters, with the value. */
  constructor(options: CacheOptions<K, V>) {
    const { ttlMs, idleMs = 'never', jitter = 0, graceMs = 0 } = options;
    const bounds = new Bounds(options);
    const weighed = bounds.onBytes || options.weigh !== undefined;
    const residents = new Residents<K, V>({
      bounds,
      policy: options.policy,
      policyParams: options.policyParams,
      lifetimes: { ttlMs, idleMs, jitter, graceMs },
      random: options.random,
      now: options.clock,
      keyOf: options.keyOf,
      weighed,
      details: options.details ?? true,
      onLeave: (slot, why) => this.left(slot, why),
    });
    super(options, new Journal<K>(options.statistics ?? true), residents);
    this.#counting = this.journal.counting;
    this.#weigh = weighed ? exactWeigher(options.name, options.weigh) : undefined;
    this.#active = options.expiry === 'active';
    this.lifetimes.setActive(this.#active, options.clock(), () => {});
    this.watch();
  }

  /** Returns the value of an unexpired entry; counts as a request. */
  get(key: K): V | undefined {
    if (this.watching) return this.#watchedGet(key);
    const slot = this.entries.seek(key);
    const { stats } = this;
    if (this.#counting) stats.requests++;
    if (slot === NONE) {
      if (this.#counting) stats.misses++;
      return undefined;
    }
    if (this.#counting) stats.hits++;
    this.residents.policy.hit(slot);
    return this.entries.valueAt(slot);
  }

  /**
   * Returns the slot of a resident entry, including expired ones within their grace; -1 if there is none. Removes an
   * entry that is past its grace or invalidated. Counts nothing: the caller calls one of the `count` methods next.
   */
  find(key: K): number {
    if (!this.watching) return this.entries.seek(key);
    this.now = this.options.clock();
    const slot = this.entries.seek(key);
    if (slot === NONE) return NONE;
    const { tags } = this.columns;
    if (tags !== undefined) {
      const verdict = tags.verdict(slot);
      if (verdict === 'invalid') return this.#drop(slot, key, 'invalidated');
      if (verdict === 'purged') this.residents.expireAt(slot, tags.acknowledge(slot));
    }
    return this.lifetimes.isPastGrace(slot, this.now) ? this.#drop(slot, key, 'expired') : slot;
  }

  /**
   * Inserts a value, or replaces that of its key. Returns the slot, or -1 when the value is refused: larger than a
   * bound, or not admitted by the policy. The previous value of the key is removed in any case.
   */
  set(key: K, value: V, entry?: EntryOptions): number {
    this.checkChangeable();
    const { residents } = this;
    const { tags } = this.columns;
    if (tags?.owes) tags.sweep(SWEEP_ON_SET, this.#settle);
    if (this.#active && residents.full)
      this.lifetimes.collect(this.options.clock(), COLLECT_ON_SET, this.#expire);
    if (entry !== undefined && !this.watching) this.watch(entry);
    const slot = this.find(key);
    const weight = this.#weigh === undefined ? 0 : this.#weigh(value, key);
    if (weight > 0 && !residents.bounds.couldHold(weight)) {
      if (slot !== NONE) residents.drop(slot, 'replaced');
      return this.refuse(key, 'size');
    }
    const own = entry?.ttlMs ?? this.options.ttlOf?.(value, key);
    // Checked before any change: an invalid TTL leaves the cache as it was.
    if (own !== undefined && own !== 'never') checkedTtl(own);
    const ttlMs = own ?? this.lifetimes.options.ttlMs;
    if (slot !== NONE && residents.canReplace(slot, weight)) {
      this.left(slot, 'replaced');
      residents.replace(slot, value, weight, ttlMs, entry, this.now);
      return this.inserted(slot, 'replacement');
    }
    if (slot !== NONE) {
      residents.drop(slot, 'replaced');
      this.entries.seek(key);
    }
    const entered = residents.admit(key, value, weight, ttlMs, entry, this.now);
    if (entered === NONE) return this.refuse(key, 'admission');
    return this.inserted(entered, slot === NONE ? 'new' : 'replacement');
  }

  /** Invalidates by key; returns whether there was an entry. */
  delete(key: K): boolean {
    this.checkChangeable();
    const slot = this.find(key);
    if (slot === NONE) return false;
    this.residents.drop(slot, 'invalidated');
    return true;
  }

  /**
   * Invalidates every entry with the tag: none of them is served any more. O(1); the entries are removed and counted at
   * the next request for them, by later `advance`s and insertions, or when they are removed for another reason. Returns
   * the number of entries with the tag, including those already invalid by another tag and not removed yet.
   */
  invalidateTag(tag: number): number {
    this.checkChangeable();
    const carriers = this.columns.ledger().invalidate(tag);
    this.watch();
    return carriers;
  }

  /** Expires an entry now; within its grace it is kept for requests that accept a stale answer. */
  purge(key: K): boolean {
    this.checkChangeable();
    const slot = this.find(key);
    if (slot === NONE) return false;
    this.now = this.options.clock();
    this.residents.expireAt(slot, this.now);
    this.watch();
    return true;
  }

  /** Purges every entry with the tag, lazily as in `invalidateTag`; returns their number. O(1). */
  purgeTag(tag: number): number {
    this.checkChangeable();
    const carriers = this.columns.ledger().purge(tag, this.options.clock());
    this.watch();
    return carriers;
  }

  /** Marks earlier reads of the tag as out of date (`invalidatedSince`); entries stay. O(1). */
  revokeTag(tag: number): void {
    this.columns.ledger().revoke(tag);
    this.watch();
  }

  /** Opens a tag number for a new name: see `TagLedger.open`. */
  openTag(tag: number): void {
    this.columns.tags?.open(tag);
  }

  /** Records that some tags lose their numbers: see `TagLedger.forget`. */
  forgetTags(): void {
    this.columns.tags?.forget();
  }

  /** Removes all entries, counted as invalidated, and recreates the policy. */
  clear(): void {
    this.checkChangeable();
    this.residents.clear('cleared');
    this.columns.ledger().invalidateAll();
    this.watch();
  }

  /**
   * Advances the time: removes expired entries (active expiry) and entries invalidated by tag. Bounded work a call; the
   * next call continues. Returns the number of removed entries.
   */
  advance(now: number): number {
    this.checkChangeable();
    const { size } = this.residents;
    this.now = now;
    this.lifetimes.collect(now, ADVANCE_STEPS, this.#expire);
    this.columns.tags?.sweep(ADVANCE_STEPS, this.#settle);
    return size - this.residents.size;
  }

  /** Changes bounds, lifetimes or policy. Entries stay, except those over a new bound or a new age. */
  reconfigure(change: CacheChange): void {
    this.checkChangeable();
    const { residents } = this;
    this.now = this.options.clock();
    if (change.policy !== undefined || change.policyParams !== undefined)
      residents.reorder(change.policy ?? this.policyName, change.policyParams);
    if ('maxEntries' in change || 'maxBytes' in change || 'budget' in change) {
      const bounds = residents.bounds.changed(change);
      if (bounds.onBytes && this.#weigh === undefined) this.#startWeighing();
      residents.rebound(bounds);
    }
    if (change.expiry !== undefined) this.#active = change.expiry === 'active';
    residents.reage(change, this.#active, this.now);
    this.watch();
  }

  /** Saves the state, with keys and values by reference and without listeners, the shared budget and options. */
  save() {
    return {
      residents: this.residents.save(),
      journal: this.journal.save(),
      random: this.options.random.save(),
      active: this.#active,
      now: this.now,
    };
  }

  /**
   * Restores a state. The cache must have been created with the same options, except those that `reconfigure` changes.
   * @param budget to share from now on; omitted: the present one.
   */
  restore(saved: ReturnType<Cache<K, V>['save']>, budget?: ByteBudget | 'none'): void {
    this.checkChangeable();
    this.residents.restore(saved.residents, budget);
    this.journal.restore(saved.journal);
    this.options.random.restore(saved.random);
    this.#active = saved.active;
    this.now = saved.now;
    if (this.entries.weighed) this.#weigh ??= exactWeigher(this.name);
    this.watch();
  }

  readonly #expire = (slot: number) => this.residents.drop(slot, 'expired');

  readonly #settle = (slot: number, verdict: 'purged' | 'invalid') => {
    const { tags } = this.columns;
    if (verdict === 'invalid') this.residents.drop(slot, 'invalidated');
    else if (tags) this.residents.expireAt(slot, tags.acknowledge(slot));
  };

  #startWeighing(): void {
    const weigh = exactWeigher<K, V>(this.name);
    this.#weigh = weigh;
    this.residents.startWeighing((slot) => weigh(this.valueAt(slot) as V, this.keyAt(slot)));
  }

  #watchedGet(key: K): V | undefined {
    const slot = this.find(key);
    if (slot === NONE || this.lifetimes.isExpired(slot, this.now)) {
      this.countMiss(key, slot === NONE ? undefined : 'expired');
      return undefined;
    }
    this.countHit(slot);
    return this.entries.valueAt(slot);
  }

  #drop(slot: number, key: K, why: Removal): number {
    this.residents.drop(slot, why);
    return this.entries.seek(key); // makes it the key that the last `seek` did not find
  }
}
