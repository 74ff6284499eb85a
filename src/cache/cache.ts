import type { HitReason, MissReason, Removal, StaleReason } from './answer';
import type { ByteBudget } from './byte-budget';
import { CacheView } from './cache-view';
import type { Entries } from './entries';
import type { CacheEvent, CacheListener, RefusalReason } from './events';
import { Journal } from './journal';
import { checkedTtl, type Lifetimes } from './lifetimes';
import { type CacheChange, type CacheOptions, checkedBounds, type EntryOptions } from './options';
import { NONE } from './policy';
import { Residents } from './residents';
import { retainedSize } from './retained-size';

/** Slots that an insertion sweeps for entries with invalidated tags. */
const SWEEP_ON_SET = 8;
/** Steps of work in which an insertion into a full cache removes expired entries before it evicts others. */
const COLLECT_ON_SET = 16;
/** Weights are multiples of this part of a byte: a power of two, so that sums of them are exact. */
const WEIGHTS_A_BYTE = 65_536;
/** Steps of work in one `advance`. */
const ADVANCE_STEPS = 1024;

/**
 * Cache: a policy, bounds, lifetimes, tags and counters over dense slots. It never exceeds a bound, not even between
 * two calls, and never returns an expired or invalidated entry unless the caller accepts a stale one. A slot number
 * identifies an entry from its insertion to its removal, so callers can keep arrays of length `slots` beside the cache.
 * O(1) a request plus the policy's cost.
 */
export class Cache<K, V> extends CacheView<K, V> {
  /** Called before the slot of a removed entry is reused. It may read the cache, not change it. */
  onRemoval: ((slot: number, key: K, value: V, why: Removal) => void) | undefined;
  /** Called after an insertion. It may read the cache, not change it. */
  onAdmission: ((slot: number) => void) | undefined;

  /** Parts of the residents, cached here to save an access. */
  readonly #entries: Entries<K, V>;
  readonly #lifetimes: Lifetimes;
  readonly #counting: boolean;
  #weigh: ((value: V, key: K) => number) | undefined;
  #active: boolean;
  /** Whether requests need more than key, order and counters: a clock, tags, details, listeners. */
  #watching = true;
  #leaving = false;

  /** Throws for invalid bounds, times and parameters, with the value. */
  constructor(options: CacheOptions<K, V>) {
    const { ttlMs, idleMs = 'never', jitter = 0, graceMs = 0 } = options;
    const bounds = checkedBounds(options);
    const weighed =
      bounds.maxBytes !== Infinity || bounds.budget !== undefined || options.weigh !== undefined;
    const residents = new Residents<K, V>({
      ...bounds,
      policy: options.policy,
      policyParams: options.policyParams,
      lifetimes: { ttlMs, idleMs, jitter, graceMs },
      random: options.random,
      now: options.clock,
      keyOf: options.keyOf,
      weighed,
      details: options.details ?? true,
      onLeave: (slot, why) => this.#left(slot, why),
    });
    super(options, new Journal<K>(options.statistics ?? true), residents);
    this.#entries = residents.entries;
    this.#lifetimes = residents.lifetimes;
    this.#counting = this.journal.counting;
    this.#weigh = weighed ? (options.weigh ?? estimate) : undefined;
    this.#active = options.expiry === 'active';
    this.#lifetimes.setActive(this.#active, options.clock(), () => {});
    this.#watch();
  }

  /** Returns the value of an unexpired entry; counts as a request. */
  get(key: K): V | undefined {
    if (this.#watching) return this.#watchedGet(key);
    const slot = this.#entries.seek(key);
    const { stats } = this;
    if (this.#counting) stats.requests++;
    if (slot === NONE) {
      if (this.#counting) stats.misses++;
      return undefined;
    }
    if (this.#counting) stats.hits++;
    this.residents.policy.hit(slot);
    return this.#entries.valueAt(slot);
  }

  /** Returns the value of an unexpired entry without side effects: no counter, order or removal changes. */
  peek(key: K): V | undefined {
    const slot = this.slotOf(key);
    return slot === NONE ? undefined : this.#entries.valueAt(slot);
  }

  has(key: K): boolean {
    return this.slotOf(key) !== NONE;
  }

  /** Returns the slot of an unexpired entry, or -1. Without side effects, like `peek`. */
  slotOf(key: K): number {
    const slot = this.#entries.seek(key);
    if (slot === NONE || (this.#lifetimes.timed && this.#lifetimes.isExpired(slot, this.options.clock())))
      return NONE;
    const { tags } = this.residents;
    return tags === undefined || tags.verdict(slot) === 'valid' ? slot : NONE;
  }

  /** Returns the slot of an entry that is not invalidated, expired or not, or -1. Without side effects, like `peek`. */
  heldSlotOf(key: K): number {
    const slot = this.#entries.seek(key);
    const { tags } = this.residents;
    return slot === NONE || tags === undefined || tags.verdict(slot) === 'valid' ? slot : NONE;
  }

  /**
   * Returns the slot of a resident entry, including expired ones within their grace; -1 if there is none. Removes an
   * entry that is past its grace or invalidated. Counts nothing: the caller calls one of the `count` methods next.
   */
  find(key: K): number {
    if (!this.#watching) return this.#entries.seek(key);
    this.now = this.options.clock();
    const slot = this.#entries.seek(key);
    if (slot === NONE) return NONE;
    const { tags } = this.residents;
    if (tags !== undefined) {
      const verdict = tags.verdict(slot);
      if (verdict === 'invalid') return this.#drop(slot, key, 'invalidated');
      if (verdict === 'purged') this.residents.expireAt(slot, tags.acknowledge(slot));
    }
    return this.#lifetimes.isPastGrace(slot, this.now) ? this.#drop(slot, key, 'expired') : slot;
  }

  /** Counts a request answered by the entry, and reports it to the policy. */
  countHit(slot: number, reason: HitReason = 'fresh'): void {
    this.journal.countHit();
    this.residents.use(slot, this.now);
    if (this.journal.listening) this.journal.tell({ kind: 'hit', ...this.#about(slot), reason });
  }

  /** Counts a request answered by an expired entry, and reports it to the policy. */
  countStale(slot: number, reason: StaleReason): void {
    this.journal.countStale();
    this.residents.use(slot, this.now);
    if (this.journal.listening) this.journal.tell({ kind: 'stale', ...this.#about(slot), reason });
  }

  /** Counts a request answered by a cached failure or absence. */
  countNegative(): void {
    this.journal.countHit();
  }

  /** Counts a miss. `reason` defaults to the remembered reason for the absence of the key. */
  countMiss(key: K, reason?: MissReason): void {
    this.journal.countMiss();
    if (!this.journal.listening) return;
    const at = this.now;
    const goneAt = this.journal.departedAt(this.hashOf(key));
    const goneMs = goneAt === undefined ? undefined : at - goneAt;
    this.journal.tell({ kind: 'miss', key, at, reason: reason ?? this.whyMissing(key), goneMs });
  }

  /** Counts a miss that waits for the computation of another caller. */
  countCoalesced(key: K): void {
    this.journal.countCoalesced();
    this.announce({ kind: 'coalescing', key, at: this.now, reason: 'in-flight' });
  }

  /** Counts a value that is not admitted. */
  refuse(key: K, reason: RefusalReason): typeof NONE {
    this.journal.countRefusal();
    const why = reason === 'revoked' ? 'invalidated' : reason === 'bypassed' ? 'bypassed' : 'refused';
    // A superseded value leaves no gap: the newer one took its place.
    if (this.journal.remembering && reason !== 'superseded')
      this.journal.departed(this.hashOf(key), why, this.now);
    this.announce({ kind: 'refusal', key, at: this.now, reason });
    return NONE;
  }

  /**
   * Inserts a value, or replaces that of its key. Returns the slot, or -1 when the value is refused: larger than a
   * bound, or not admitted by the policy. The previous value of the key is removed in any case.
   */
  set(key: K, value: V, entry?: EntryOptions): number {
    this.#checkChangeable();
    const { residents } = this;
    if (residents.tags?.owes) residents.tags.sweep(SWEEP_ON_SET, this.#settle);
    if (this.#active && residents.full)
      this.#lifetimes.collect(this.options.clock(), COLLECT_ON_SET, this.#expire);
    if (entry !== undefined && !this.#watching) this.#watch(entry);
    const slot = this.find(key);
    const weight = this.#weigh === undefined ? 0 : this.#checkedWeight(this.#weigh(value, key));
    if (weight > 0 && !residents.couldHold(weight)) {
      if (slot !== NONE) residents.drop(slot, 'replaced');
      return this.refuse(key, 'size');
    }
    const own = entry?.ttlMs ?? this.options.ttlOf?.(value, key);
    // Checked before any change: an invalid TTL leaves the cache as it was.
    if (own !== undefined && own !== 'never') checkedTtl(own);
    const ttlMs = own ?? this.#lifetimes.options.ttlMs;
    if (slot !== NONE && residents.canReplace(slot, weight)) {
      this.#left(slot, 'replaced');
      residents.replace(slot, value, weight, ttlMs, entry, this.now);
      return this.#inserted(slot, 'replacement');
    }
    if (slot !== NONE) {
      residents.drop(slot, 'replaced');
      this.#entries.seek(key);
    }
    const entered = residents.admit(key, value, weight, ttlMs, entry, this.now);
    if (entered === NONE) return this.refuse(key, 'admission');
    return this.#inserted(entered, slot === NONE ? 'new' : 'replacement');
  }

  /** Invalidates by key; returns whether there was an entry. */
  delete(key: K): boolean {
    this.#checkChangeable();
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
    this.#checkChangeable();
    const carriers = this.residents.ledger().invalidate(tag);
    this.#watch();
    return carriers;
  }

  /** Expires an entry now; within its grace it is kept for requests that accept a stale answer. */
  purge(key: K): boolean {
    this.#checkChangeable();
    const slot = this.find(key);
    if (slot === NONE) return false;
    this.now = this.options.clock();
    this.residents.expireAt(slot, this.now);
    this.#watch();
    return true;
  }

  /** Purges every entry with the tag, lazily as in `invalidateTag`; returns their number. O(1). */
  purgeTag(tag: number): number {
    this.#checkChangeable();
    const carriers = this.residents.ledger().purge(tag, this.options.clock());
    this.#watch();
    return carriers;
  }

  /** Marks earlier reads of the tag as out of date (`invalidatedSince`); entries stay. O(1). */
  revokeTag(tag: number): void {
    this.residents.ledger().revoke(tag);
    this.#watch();
  }

  /** Opens a tag number for a new name: see `TagLedger.open`. */
  openTag(tag: number): void {
    this.residents.tags?.open(tag);
  }

  /** Records that some tags lose their numbers: see `TagLedger.forget`. */
  forgetTags(): void {
    this.residents.tags?.forget();
  }

  /** Removes all entries, counted as invalidated, and recreates the policy. */
  clear(): void {
    this.#checkChangeable();
    this.residents.clear('cleared');
    this.residents.ledger().invalidateAll();
    this.#watch();
  }

  /**
   * Advances the time: removes expired entries (active expiry) and entries invalidated by tag. Bounded work a call; the
   * next call continues. Returns the number of removed entries.
   */
  advance(now: number): number {
    this.#checkChangeable();
    const { size, tags } = this.residents;
    this.now = now;
    this.#lifetimes.collect(now, ADVANCE_STEPS, this.#expire);
    tags?.sweep(ADVANCE_STEPS, this.#settle);
    return size - this.residents.size;
  }

  /** Changes bounds, lifetimes or policy. Entries stay, except those over a new bound or a new age. */
  reconfigure(change: CacheChange): void {
    this.#checkChangeable();
    const { residents } = this;
    this.now = this.options.clock();
    if (change.policy !== undefined || change.policyParams !== undefined)
      residents.reorder(change.policy ?? this.policyName, change.policyParams);
    if ('maxEntries' in change || 'maxBytes' in change || 'budget' in change) {
      const { maxEntries = this.maxEntries, maxBytes = this.maxBytes } = change;
      const { budget = residents.bounds.budget } = change;
      const bounds = checkedBounds({ maxEntries, maxBytes, budget: budget === 'none' ? undefined : budget });
      if (this.#weigh === undefined && (bounds.maxBytes !== Infinity || bounds.budget !== undefined)) {
        this.#weigh = estimate;
        residents.startWeighing((slot) => estimate(this.valueAt(slot), this.keyAt(slot)));
      }
      residents.rebound(bounds);
    }
    if (change.expiry !== undefined) this.#active = change.expiry === 'active';
    residents.reage(change, this.#active, this.now);
    this.#watch();
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
    this.#checkChangeable();
    this.residents.restore(saved.residents, budget);
    this.journal.restore(saved.journal);
    this.options.random.restore(saved.random);
    this.#active = saved.active;
    this.now = saved.now;
    if (this.#entries.weighed) this.#weigh ??= estimate;
    this.#watch();
  }

  /** Remembers why and when keys left, so that misses have a reason. About 26 bytes per entry of the bound. */
  rememberDepartures(): void {
    const { maxEntries } = this.residents.bounds;
    this.journal.remember(2 * Math.min(Math.max(maxEntries, 512), 32_768));
    this.#watch();
  }

  /** Records a failed computation of the key, as the reason of its next miss. */
  noteFailure(key: K): void {
    this.journal.departed(this.hashOf(key), 'failed', this.options.clock());
  }

  /**
   * Adds a listener for later events; returns a function that removes it. Without listeners events cost almost nothing.
   */
  on(listener: CacheListener<K>): () => void {
    this.rememberDepartures();
    this.journal.on(listener);
    this.#watch();
    return () => {
      this.journal.off(listener);
      this.#watch();
    };
  }

  /** Sends an event of a layer above the cache to the listeners. */
  announce(event: CacheEvent<K>): void {
    if (this.journal.listening) this.journal.tell(event);
  }

  readonly #expire = (slot: number) => this.residents.drop(slot, 'expired');

  readonly #settle = (slot: number, verdict: 'purged' | 'invalid') => {
    const { tags } = this.residents;
    if (verdict === 'invalid') this.residents.drop(slot, 'invalidated');
    else if (tags) this.residents.expireAt(slot, tags.acknowledge(slot));
  };

  #watchedGet(key: K): V | undefined {
    const slot = this.find(key);
    if (slot === NONE || this.#lifetimes.isExpired(slot, this.now)) {
      this.countMiss(key, slot === NONE ? undefined : 'expired');
      return undefined;
    }
    this.countHit(slot);
    return this.#entries.valueAt(slot);
  }

  #drop(slot: number, key: K, why: Removal): number {
    this.residents.drop(slot, why);
    return this.#entries.seek(key); // makes it the key that the last `seek` did not find
  }

  /** Returns a weight rounded up so that sums of weights are exact: a subtraction undoes its addition. */
  #checkedWeight(weight: number): number {
    if (Number.isInteger(weight) && weight >= 0) return weight;
    if (weight > 0 && weight < Infinity) return Math.ceil(weight * WEIGHTS_A_BYTE) / WEIGHTS_A_BYTE;
    throw new Error(`Cache ${this.name}: an entry cannot weigh ${weight} bytes`);
  }

  #inserted(slot: number, reason: 'new' | 'replacement'): number {
    this.journal.countInsertion();
    this.onAdmission?.(slot);
    if (this.journal.listening) this.journal.tell({ kind: 'admission', ...this.#about(slot), reason });
    return slot;
  }

  /** Counts, remembers and reports the removal of an entry. */
  #left(slot: number, why: Removal): void {
    const { journal } = this;
    journal.countRemoval(why);
    if (journal.remembering && why !== 'replaced')
      journal.departed(this.#entries.hashAt(slot), why === 'cleared' ? 'invalidated' : why, this.now);
    if (this.onRemoval === undefined && !journal.listening) return;
    this.#leaving = true;
    try {
      this.onRemoval?.(slot, this.keyAt(slot), this.valueAt(slot) as V, why);
      if (journal.listening)
        journal.tell({ kind: 'removal', ...this.#about(slot), reason: why, ...this.#earned(slot) });
    } finally {
      this.#leaving = false;
    }
  }

  #earned(slot: number): { hits: number; savedMs: number } {
    const hits = this.hitsOf(slot);
    return { hits, savedMs: hits * this.costOf(slot) };
  }

  #about(slot: number): { key: K; slot: number; at: number; ageMs: number } {
    const at = this.now;
    const insertedAt = this.residents.details?.insertedAt(slot) ?? Number.NaN;
    return { key: this.keyAt(slot), slot, at, ageMs: at - insertedAt };
  }

  /** Determines the needs of requests. `coming`: an incoming entry that may have tags or its own TTL. */
  #watch(coming?: EntryOptions): void {
    const { details, tags } = this.residents;
    this.#watching =
      this.#lifetimes.timed ||
      this.options.ttlOf !== undefined ||
      details !== undefined ||
      tags !== undefined ||
      this.journal.remembering ||
      this.journal.listening ||
      coming?.tags !== undefined ||
      coming?.ttlMs !== undefined;
  }

  /** Throws during a removal, when the cache is between two states. */
  #checkChangeable(): void {
    if (this.#leaving) throw new Error(`Cache ${this.name} cannot be changed by a listener of a removal`);
  }
}

const estimate = (value: unknown, key: unknown): number => retainedSize(value) + retainedSize(key);
