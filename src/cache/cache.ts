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

/** Slots that an insertion looks at for entries whose tags were invalidated. */
const SWEEP_ON_SET = 8;
/** Steps of work that an insertion into a full cache does to collect the dead before it evicts the living. */
const COLLECT_ON_SET = 16;
/** Weights are multiples of this part of a byte: a power of two, so that sums of them are exact. */
const WEIGHTS_A_BYTE = 65_536;
/** Steps of work in one `advance`. */
const ADVANCE_STEPS = 1024;

/**
 * A cache: a policy, bounds, lifetimes, tags and counters over dense slots. It is never over a bound, not even between
 * two calls, and never gives out a dead or invalidated entry unless a stale one was asked for. A slot number names an
 * entry from its insertion until it leaves; arrays of length `slots` may stand beside it. O(1) a request beside the
 * policy's own cost.
 */
export class Cache<K, V> extends CacheView<K, V> {
  /** Called before the slot of an entry that leaves is reused. It may read the cache, not change it. */
  onRemoval: ((slot: number, key: K, value: V, why: Removal) => void) | undefined;
  /** Called when a value has come in. It may read the cache, not change it. */
  onAdmission: ((slot: number) => void) | undefined;

  /** The residents' and the journal's own, one step nearer. */
  readonly #entries: Entries<K, V>;
  readonly #lives: Lifetimes;
  readonly #counting: boolean;
  #weigh: ((value: V, key: K) => number) | undefined;
  #active: boolean;
  /** Whether requests need more than key, order and counters: a clock, tags, details, listeners. */
  #watching = true;
  #leaving = false;

  /** Throws for bounds, times and parameters that make no sense, with the value. */
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
    this.#lives = residents.lives;
    this.#counting = this.journal.counting;
    this.#weigh = weighed ? (options.weigh ?? estimate) : undefined;
    this.#active = options.expiry === 'active';
    this.#lives.setActive(this.#active, options.clock(), () => {});
    this.#watch();
  }

  /** The value of a living entry; counts as a request. */
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

  /** The value of a living entry, unnoticed: no counter, no order, no removal. */
  peek(key: K): V | undefined {
    const slot = this.slotOf(key);
    return slot === NONE ? undefined : this.#entries.valueAt(slot);
  }

  has(key: K): boolean {
    return this.slotOf(key) !== NONE;
  }

  /** The slot of a living entry, or -1. Unnoticed, as `peek`. */
  slotOf(key: K): number {
    const slot = this.#entries.seek(key);
    if (slot === NONE || (this.#lives.timed && this.#lives.isDead(slot, this.options.clock()))) return NONE;
    const { tags } = this.residents;
    return tags === undefined || tags.verdict(slot) === 'valid' ? slot : NONE;
  }

  /** The slot of an entry that nothing has invalidated, alive or dead, or -1. Unnoticed, as `peek`. */
  heldSlotOf(key: K): number {
    const slot = this.#entries.seek(key);
    const { tags } = this.residents;
    return slot === NONE || tags === undefined || tags.verdict(slot) === 'valid' ? slot : NONE;
  }

  /**
   * The slot of a resident entry, dead ones within their grace included; -1 if there is none. What is past its grace
   * or was invalidated leaves. Counts nothing: one of the `count`s comes next.
   */
  find(key: K): number {
    if (!this.#watching) return this.#entries.seek(key);
    this.now = this.options.clock();
    const slot = this.#entries.seek(key);
    if (slot === NONE) return NONE;
    const { tags } = this.residents;
    if (tags !== undefined) {
      const verdict = tags.verdict(slot);
      if (verdict === 'doomed') return this.#drop(slot, key, 'invalidated');
      if (verdict === 'purged') this.residents.end(slot, tags.acknowledge(slot));
    }
    return this.#lives.isGone(slot, this.now) ? this.#drop(slot, key, 'expired') : slot;
  }

  /** Counts a request that the entry answered, and tells the policy. */
  countHit(slot: number, reason: HitReason = 'fresh'): void {
    this.journal.countHit();
    this.residents.use(slot, this.now);
    if (this.journal.listening) this.journal.tell({ kind: 'hit', ...this.#about(slot), reason });
  }

  /** Counts a request that a dead entry answered, and tells the policy. */
  countStale(slot: number, reason: StaleReason): void {
    this.journal.countStale();
    this.residents.use(slot, this.now);
    if (this.journal.listening) this.journal.tell({ kind: 'stale', ...this.#about(slot), reason });
  }

  /** Counts a request that was answered by the memory of a failure, or of there being nothing. */
  countNegative(): void {
    this.journal.countHit();
  }

  /** Counts a request that nothing answered. Without a reason: why the key is not here, as far as is remembered. */
  countMiss(key: K, reason?: MissReason): void {
    this.journal.countMiss();
    if (!this.journal.listening) return;
    const at = this.now;
    const goneAt = this.journal.departedAt(this.hashOf(key));
    const goneMs = goneAt === undefined ? undefined : at - goneAt;
    this.journal.tell({ kind: 'miss', key, at, reason: reason ?? this.whyMissing(key), goneMs });
  }

  /** Counts a miss that waits for somebody else's computation. */
  countCoalesced(key: K): void {
    this.journal.countCoalesced();
    this.announce({ kind: 'coalescing', key, at: this.now, reason: 'in-flight' });
  }

  /** Counts a value that is not let in. */
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
   * Puts a value in, or in the place of the one that its key has. The slot, or -1 when it is refused: larger than a
   * bound, or not worth a place to the policy. A refused value's predecessor leaves all the same.
   */
  set(key: K, value: V, entry?: EntryOptions): number {
    this.#checkChangeable();
    const { residents } = this;
    if (residents.tags?.owes) residents.tags.sweep(SWEEP_ON_SET, this.#settle);
    if (this.#active && residents.full)
      this.#lives.collect(this.options.clock(), COLLECT_ON_SET, this.#expire);
    if (entry !== undefined && !this.#watching) this.#watch(entry);
    const slot = this.find(key);
    const weight = this.#weigh === undefined ? 0 : this.#checkedWeight(this.#weigh(value, key));
    if (weight > 0 && !residents.couldHold(weight)) {
      if (slot !== NONE) residents.drop(slot, 'replaced');
      return this.refuse(key, 'size');
    }
    const own = entry?.ttlMs ?? this.options.ttlOf?.(value, key);
    // Before anything has changed: what is refused for its TTL leaves the cache as it was.
    if (own !== undefined && own !== 'never') checkedTtl(own);
    const ttlMs = own ?? this.#lives.options.ttlMs;
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

  /** Invalidation by key. */
  delete(key: K): boolean {
    this.#checkChangeable();
    const slot = this.find(key);
    if (slot === NONE) return false;
    this.residents.drop(slot, 'invalidated');
    return true;
  }

  /**
   * Every entry that carries the tag is as good as gone: nobody gets it any more. O(1); they leave, and are counted,
   * when somebody asks for them, with the next `advance`s and insertions, or when they leave for another reason.
   * How many carry it, those included that another tag has doomed already and that have not left yet.
   */
  invalidateTag(tag: number): number {
    this.#checkChangeable();
    const carriers = this.residents.ledger().invalidate(tag);
    this.#watch();
    return carriers;
  }

  /** The entry is dead from now on; within its grace it is there for who accepts a stale answer. */
  purge(key: K): boolean {
    this.#checkChangeable();
    const slot = this.find(key);
    if (slot === NONE) return false;
    this.now = this.options.clock();
    this.residents.end(slot, this.now);
    this.#watch();
    return true;
  }

  /** Purges every entry that carries the tag; O(1), noticed as with `invalidateTag`. How many carry it. */
  purgeTag(tag: number): number {
    this.#checkChangeable();
    const carriers = this.residents.ledger().purge(tag, this.options.clock());
    this.#watch();
    return carriers;
  }

  /** What was read of the tag before this is out of date (`invalidatedSince`); entries stay. O(1). */
  revokeTag(tag: number): void {
    this.residents.ledger().revoke(tag);
    this.#watch();
  }

  /** Gives a number to a tag that has none: see `TagLedger.open`. */
  openTag(tag: number): void {
    this.residents.tags?.open(tag);
  }

  /** Says that some tags lose their numbers: see `TagLedger.forget`. */
  forgetTags(): void {
    this.residents.tags?.forget();
  }

  /** Everything leaves and counts as invalidated; the policy starts anew. */
  clear(): void {
    this.#checkChangeable();
    this.residents.clear('cleared');
    this.residents.ledger().invalidateAll();
    this.#watch();
  }

  /**
   * Lets time pass: collects what has died (active expiry) and what was invalidated by tag. Bounded work a call; what
   * is left comes with the next. How many entries left.
   */
  advance(now: number): number {
    this.#checkChangeable();
    const { size, tags } = this.residents;
    this.now = now;
    this.#lives.collect(now, ADVANCE_STEPS, this.#expire);
    tags?.sweep(ADVANCE_STEPS, this.#settle);
    return size - this.residents.size;
  }

  /** Changes bounds, lifetimes or policy. Entries stay, but for those that are over a new bound or a new age. */
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

  /** Keys and values are kept by reference. Listeners, the shared budget and what options say are not part of it. */
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
   * The cache must have been made with the same options, but for what `reconfigure` changes.
   * @param budget that it shares from now on; left out: the one that it shares already.
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

  /** Remembers why and when keys went away, so that misses have a reason. About 26 bytes for each entry that fits. */
  rememberDepartures(): void {
    const { maxEntries } = this.residents.bounds;
    this.journal.remember(2 * Math.min(Math.max(maxEntries, 512), 32_768));
    this.#watch();
  }

  /** Notes that making a value for the key failed: its next miss says so. */
  noteFailure(key: K): void {
    this.journal.departed(this.hashOf(key), 'failed', this.options.clock());
  }

  /** Tells the listener what happens from now on. Gives how to stop. With nobody listening it costs next to nothing. */
  on(listener: CacheListener<K>): () => void {
    this.rememberDepartures();
    this.journal.on(listener);
    this.#watch();
    return () => {
      this.journal.off(listener);
      this.#watch();
    };
  }

  /** Tells the listeners what somebody who works on this cache knows. */
  announce(event: CacheEvent<K>): void {
    if (this.journal.listening) this.journal.tell(event);
  }

  readonly #expire = (slot: number) => this.residents.drop(slot, 'expired');

  readonly #settle = (slot: number, verdict: 'purged' | 'doomed') => {
    const { tags } = this.residents;
    if (verdict === 'doomed') this.residents.drop(slot, 'invalidated');
    else if (tags) this.residents.end(slot, tags.acknowledge(slot));
  };

  #watchedGet(key: K): V | undefined {
    const slot = this.find(key);
    if (slot === NONE || this.#lives.isDead(slot, this.now)) {
      this.countMiss(key, slot === NONE ? undefined : 'expired');
      return undefined;
    }
    this.countHit(slot);
    return this.#entries.valueAt(slot);
  }

  #drop(slot: number, key: K, why: Removal): number {
    this.residents.drop(slot, why);
    return this.#entries.seek(key); // now it is the key that was sought and not found
  }

  /** Rounded up so that sums of weights are exact: what was added is gone when it is subtracted. */
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

  /** An entry is about to leave: counted, remembered, told. */
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
    const bornAt = this.residents.details?.insertedAt(slot) ?? Number.NaN;
    return { key: this.keyAt(slot), slot, at, ageMs: at - bornAt };
  }

  /** Finds out what requests need. `coming`: an entry with tags or a TTL of its own will be there. */
  #watch(coming?: EntryOptions): void {
    const { details, tags } = this.residents;
    this.#watching =
      this.#lives.timed ||
      this.options.ttlOf !== undefined ||
      details !== undefined ||
      tags !== undefined ||
      this.journal.remembering ||
      this.journal.listening ||
      coming?.tags !== undefined ||
      coming?.ttlMs !== undefined;
  }

  /** While an entry is on its way out the cache is between two states. */
  #checkChangeable(): void {
    if (this.#leaving) throw new Error(`Cache ${this.name} cannot be changed by who is told of a removal`);
  }
}

const estimate = (value: unknown, key: unknown): number => retainedSize(value) + retainedSize(key);
