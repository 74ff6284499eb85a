import type { HitReason, MissReason, Removal, StaleReason } from './answer';
import { type CacheCounters, newCounters } from './counters';
import { type DepartureReason, Departures } from './departures';
import type { Entries } from './entries';
import type { CacheEvent, CacheListener, RefusalReason } from './events';
import type { Lifetimes } from './lifetimes';
import { type CacheChange, type CacheOptions, checkedBounds, type EntryOptions } from './options';
import { NONE } from './policy';
import { Residents } from './residents';
import { retainedSize } from './retained-size';
import type { Ident } from './structures/key-table';

/** Slots that an insertion looks at for entries whose tags were invalidated. */
const SWEEP_ON_SET = 8;
/** Steps of work that an insertion into a full cache does to collect the dead before it evicts the living. */
const COLLECT_ON_SET = 16;
/** Steps of work in one `advance`. */
const ADVANCE_STEPS = 1024;

/**
 * A cache: a policy, bounds, lifetimes, tags and counters over dense slots. It is never over a bound, not even between
 * two calls, and never gives out a dead or invalidated entry unless a stale one was asked for. A slot number names an
 * entry from its insertion until it leaves; arrays of length `slots` may stand beside it. O(1) a request beside the
 * policy's own cost.
 */
export class Cache<K, V> {
  readonly name: string;
  /** Running totals, by reference. */
  readonly stats: CacheCounters = newCounters();
  /** Called before the slot of an entry that leaves is reused. It may read the cache, not change it. */
  onRemoval: ((slot: number, key: K, value: V, why: Removal) => void) | undefined;

  readonly #options: CacheOptions<K, V>;
  readonly #residents: Residents<K, V>;
  /** The residents' own, one step nearer. */
  readonly #entries: Entries<K, V>;
  readonly #lives: Lifetimes;
  readonly #counting: boolean;
  readonly #listeners: CacheListener<K>[] = [];
  #weigh: ((value: V, key: K) => number) | undefined;
  #departures: Departures | undefined;
  #active: boolean;
  /** The clock at the last call that read it; it is read only if something needs it. */
  #now = 0;
  /** Whether requests need more than key, order and counters: a clock, tags, details, listeners. */
  #watching = true;
  #leaving = false;

  /** Throws for bounds, times and parameters that make no sense, with the value. */
  constructor(options: CacheOptions<K, V>) {
    const { ttlMs, idleMs = 'never', jitter = 0, graceMs = 0 } = options;
    const bounds = checkedBounds(options);
    const weighed =
      bounds.maxBytes !== Infinity || bounds.budget !== undefined || options.weigh !== undefined;
    this.#options = options;
    this.name = options.name;
    this.#counting = options.statistics ?? true;
    this.#weigh = weighed ? (options.weigh ?? estimate) : undefined;
    this.#residents = new Residents<K, V>({
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
    this.#entries = this.#residents.entries;
    this.#lives = this.#residents.lives;
    this.#active = options.expiry === 'active';
    this.#lives.setActive(this.#active, options.clock(), () => {});
    this.#watch();
  }

  /** Residents. Those whose tag was invalidated count until they are asked for or the sweep finds them. */
  get size(): number {
    return this.#residents.size;
  }
  /** What the residents weigh; 0 where nothing bounds bytes and no weigher was given. */
  get bytes(): number {
    return this.#residents.bytes;
  }
  get maxEntries(): number | 'unbounded' {
    return unboundedOr(this.#residents.bounds.maxEntries);
  }
  get maxBytes(): number | 'unbounded' {
    return unboundedOr(this.#residents.bounds.maxBytes);
  }
  get ttlMs(): number | 'never' {
    return this.#lives.options.ttlMs;
  }
  get policyName(): string {
    return this.#residents.policyName;
  }
  /** Slot numbers are below this; it grows. */
  get slots(): number {
    return this.#entries.slots;
  }

  /** Milliseconds, as the cache reads them. */
  get clock(): () => number {
    return this.#options.clock;
  }

  /** What makes the key the same as another. */
  identOf(key: K): Ident {
    return this.#entries.identOf(key);
  }

  /** The value of a living entry; counts as a request. */
  get(key: K): V | undefined {
    if (this.#watching) return this.#watchedGet(key);
    const slot = this.#entries.seek(key);
    if (slot === NONE) {
      if (this.#counting) {
        this.stats.requests++;
        this.stats.misses++;
      }
      return undefined;
    }
    if (this.#counting) {
      this.stats.requests++;
      this.stats.hits++;
    }
    this.#residents.policy.hit(slot);
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
    const { entries, lives, tags } = this.#residents;
    const slot = entries.seek(key);
    if (slot === NONE || (lives.timed && lives.isDead(slot, this.#options.clock()))) return NONE;
    return tags?.isDoomed(slot) ? NONE : slot;
  }

  /**
   * The slot of a resident entry, dead ones within their grace included; -1 if there is none. What is past its grace
   * or was invalidated leaves. Counts nothing: `countHit`, `countStale` or `countMiss` comes next.
   */
  find(key: K): number {
    if (!this.#watching) return this.#entries.seek(key);
    this.#now = this.#options.clock();
    const slot = this.#entries.seek(key);
    if (slot === NONE) return NONE;
    if (this.#lives.isGone(slot, this.#now)) return this.#drop(slot, key, 'expired');
    if (this.#residents.tags?.isDoomed(slot)) return this.#drop(slot, key, 'invalidated');
    return slot;
  }

  /** Counts a request that the entry answered, and tells the policy. */
  countHit(slot: number, reason: HitReason = 'fresh'): void {
    if (this.#counting) {
      this.stats.requests++;
      this.stats.hits++;
    }
    this.#residents.use(slot, this.#now);
    if (this.#listeners.length > 0) this.#tell({ kind: 'hit', ...this.#about(slot), reason });
  }

  /** Counts a request that a dead entry answered. */
  countStale(slot: number, reason: StaleReason): void {
    if (this.#counting) {
      this.stats.requests++;
      this.stats.hits++;
      this.stats.stale++;
    }
    this.#residents.use(slot, this.#now);
    if (this.#listeners.length > 0) this.#tell({ kind: 'stale', ...this.#about(slot), reason });
  }

  /** Counts a request that nothing answered. Without a reason: why the key just sought is not here. */
  countMiss(key: K, reason?: MissReason): void {
    if (this.#counting) {
      this.stats.requests++;
      this.stats.misses++;
    }
    if (this.#listeners.length > 0)
      this.#tell({
        kind: 'miss',
        key,
        at: this.#now,
        reason: reason ?? this.whyMissing(),
        goneMs: this.#goneMs(),
      });
  }

  /** Counts a miss that waits for somebody else's computation. */
  countCoalesced(key: K): void {
    if (this.#counting) {
      this.stats.requests++;
      this.stats.misses++;
      this.stats.coalesced++;
    }
    this.announce({ kind: 'coalescing', key, at: this.#now, reason: 'in-flight' });
  }

  /** Counts a value that is not let in. */
  refuse(key: K, reason: RefusalReason): typeof NONE {
    if (this.#counting) this.stats.refused++;
    if (this.#departures) {
      this.#entries.seek(key);
      this.#departures.note(this.#entries.soughtHash, 'refused', this.#now);
    }
    this.announce({ kind: 'refusal', key, at: this.#now, reason });
    return NONE;
  }

  /** Why the key that was sought last is not here; `cold` if that is not remembered. See `rememberDepartures`. */
  whyMissing(): DepartureReason | 'cold' {
    return this.#departures?.reasonOf(this.#entries.soughtHash) ?? 'cold';
  }

  /**
   * Puts a value in, or in the place of the one that its key has. The slot, or -1 when it is refused: larger than a
   * bound, or not worth a place to the policy. A refused value's predecessor leaves all the same.
   */
  set(key: K, value: V, options?: EntryOptions): number {
    this.#checkChangeable();
    const residents = this.#residents;
    if (residents.tags?.owes) residents.tags.sweep(SWEEP_ON_SET, this.#invalidate);
    if (this.#active && residents.full)
      residents.lives.collect(this.#options.clock(), COLLECT_ON_SET, this.#expire);
    if (options !== undefined && !this.#watching) this.#watch(options);
    const slot = this.find(key);
    const weight = this.#weigh === undefined ? 0 : this.#checkedWeight(key, value);
    if (weight > 0 && !residents.couldHold(weight)) {
      if (slot !== NONE) residents.drop(slot, 'replaced');
      return this.refuse(key, 'size');
    }
    const ttlMs = options?.ttlMs ?? this.#options.ttlOf?.(value, key) ?? residents.lives.options.ttlMs;
    if (slot !== NONE && residents.canReplace(slot, weight)) {
      this.#left(slot, 'replaced');
      residents.replace(slot, value, weight, ttlMs, options, this.#now);
      return this.#inserted(slot, 'replacement');
    }
    if (slot !== NONE) {
      residents.drop(slot, 'replaced');
      residents.entries.seek(key);
    }
    const entered = residents.admit(key, value, weight, ttlMs, options, this.#now);
    if (entered === NONE) return this.refuse(key, 'admission');
    return this.#inserted(entered, slot === NONE ? 'new' : 'replacement');
  }

  /** Invalidation by key. */
  delete(key: K): boolean {
    this.#checkChangeable();
    const slot = this.find(key);
    if (slot === NONE) return false;
    this.#residents.drop(slot, 'invalidated');
    return true;
  }

  /**
   * Every entry that carries the tag is as good as gone: nobody gets it any more. O(1); they leave, and are counted,
   * when somebody asks for them, with the next `advance`s and insertions, or when they leave for another reason.
   * How many carry it, those included that another tag has doomed already and that have not left yet.
   */
  invalidateTag(tag: number): number {
    this.#checkChangeable();
    const carriers = this.#residents.ledger().invalidate(tag);
    this.#watch();
    return carriers;
  }

  /** Everything leaves and counts as invalidated; the policy starts anew. */
  clear(): void {
    this.#checkChangeable();
    this.#residents.clear('cleared');
    this.#residents.ledger().invalidateAll();
    this.#watch();
  }

  /** A moment in the order of invalidations, for `invalidatedSince`. */
  get invalidations(): number {
    return this.#residents.tags?.count ?? 0;
  }

  /** Whether what was read at that moment is out of date: one of its tags or the whole cache was invalidated since. */
  invalidatedSince(moment: number, tags: ArrayLike<number> | undefined): boolean {
    return this.#residents.tags?.invalidatedSince(tags ?? NO_TAGS, moment) ?? false;
  }

  /**
   * Lets time pass: collects what has died (active expiry) and what was invalidated by tag. Bounded work a call; what
   * is left comes with the next. How many entries left.
   */
  advance(now: number): number {
    this.#checkChangeable();
    const { size, lives, tags } = this.#residents;
    this.#now = now;
    lives.collect(now, ADVANCE_STEPS, this.#expire);
    tags?.sweep(ADVANCE_STEPS, this.#invalidate);
    return size - this.#residents.size;
  }

  /** Changes bounds, lifetimes or policy. Entries stay, but for those that are over a new bound or a new age. */
  reconfigure(change: CacheChange): void {
    this.#checkChangeable();
    const residents = this.#residents;
    const { bounds, lives } = residents;
    const now = this.#options.clock();
    this.#now = now;
    if (change.policy !== undefined || change.policyParams !== undefined)
      residents.reorder(change.policy ?? this.policyName, change.policyParams);
    if ('maxEntries' in change || 'maxBytes' in change || 'budget' in change) {
      const { maxEntries = this.maxEntries, maxBytes = this.maxBytes, budget = bounds.budget } = change;
      const next = checkedBounds({ maxEntries, maxBytes, budget: budget === 'none' ? undefined : budget });
      if (this.#weigh === undefined && (next.maxBytes !== Infinity || next.budget !== undefined)) {
        this.#weigh = estimate;
        residents.startWeighing((slot) => estimate(this.valueAt(slot), this.keyAt(slot)));
      }
      residents.rebound(next);
    }
    const { ttlMs = lives.options.ttlMs, idleMs = lives.options.idleMs } = change;
    const { jitter = lives.options.jitter, graceMs = lives.options.graceMs } = change;
    const others = (visit: (slot: number) => void) => residents.entries.forEachResident(visit);
    if (graceMs !== lives.options.graceMs) lives.setActive(false, now, others);
    lives.reconfigure({ ttlMs, idleMs, jitter, graceMs });
    if (change.expiry !== undefined) this.#active = change.expiry === 'active';
    lives.setActive(this.#active, now, others);
    if (change.ttlMs !== undefined || change.idleMs !== undefined)
      others((slot) => lives.limit(slot, this.insertedAt(slot), this.usedAt(slot)));
    this.#watch();
  }

  keyAt(slot: number): K {
    return this.#entries.keyAt(slot);
  }
  valueAt(slot: number): V | undefined {
    return this.#entries.valueAt(slot);
  }
  /** Infinity for an entry that does not die. */
  deadlineAt(slot: number): number {
    return this.#lives.deadlineAt(slot);
  }
  bytesOf(slot: number): number {
    return this.#entries.weightAt(slot);
  }
  tagsAt(slot: number): ArrayLike<number> | undefined {
    return this.#residents.tags?.tagsAt(slot);
  }
  /** The time of the last call where the cache keeps no details. */
  insertedAt(slot: number): number {
    return this.#residents.details?.insertedAt(slot) ?? this.#now;
  }
  /** The time of the last call where the cache keeps no details. */
  usedAt(slot: number): number {
    return this.#residents.details?.usedAt(slot) ?? this.#now;
  }
  hitsOf(slot: number): number {
    return this.#residents.details?.hitsOf(slot) ?? 0;
  }
  /** Whether the entry is past its deadline, at the time of the last call. */
  isDead(slot: number): boolean {
    return this.#lives.isDead(slot, this.#now);
  }

  /** Residents, in slot order. */
  forEachSlot(visit: (slot: number) => void): void {
    this.#entries.forEachResident(visit);
  }

  /** The slots of the next `limit` victims, as far as the policy can tell. */
  nextVictims(limit: number): Int32Array {
    return this.#residents.inOrder(limit);
  }

  /** Remembers why and when keys went away, so that misses have a reason. About 26 bytes for each entry that fits. */
  rememberDepartures(): void {
    const { maxEntries } = this.#residents.bounds;
    this.#departures ??= new Departures(2 * Math.min(Math.max(maxEntries, 512), 32_768));
    this.#watch();
  }

  /** Notes that making a value for the key failed: its next miss says so. */
  noteFailure(key: K): void {
    this.#entries.seek(key);
    this.#departures?.note(this.#entries.soughtHash, 'failed', this.#now);
  }

  /** Tells the listener what happens from now on. Gives how to stop. With nobody listening it costs next to nothing. */
  on(listener: CacheListener<K>): () => void {
    this.rememberDepartures();
    this.#listeners.push(listener);
    this.#watch();
    return () => {
      this.#listeners.splice(this.#listeners.indexOf(listener), 1);
      this.#watch();
    };
  }

  /** Says to the listeners what somebody who works on this cache knows: a coalesced request, a refusal. */
  announce(event: CacheEvent<K>): void {
    if (this.#listeners.length > 0) this.#tell(event);
  }

  readonly #expire = (slot: number) => this.#residents.drop(slot, 'expired');
  readonly #invalidate = (slot: number) => this.#residents.drop(slot, 'invalidated');

  #watchedGet(key: K): V | undefined {
    const slot = this.find(key);
    if (slot === NONE || this.#lives.isDead(slot, this.#now)) {
      this.countMiss(key, slot === NONE ? undefined : 'expired');
      return undefined;
    }
    this.countHit(slot);
    return this.#entries.valueAt(slot);
  }

  #drop(slot: number, key: K, why: Removal): number {
    this.#residents.drop(slot, why);
    return this.#entries.seek(key); // now it is the key that was sought and not found
  }

  #checkedWeight(key: K, value: V): number {
    const weight = this.#weigh === undefined ? 0 : this.#weigh(value, key);
    if (weight >= 0 && weight < Infinity) return weight;
    throw new Error(`Cache ${this.name}: an entry cannot weigh ${weight} bytes`);
  }

  #inserted(slot: number, reason: 'new' | 'replacement'): number {
    if (this.#counting) this.stats.inserted++;
    if (this.#listeners.length > 0) this.#tell({ kind: 'admission', ...this.#about(slot), reason });
    return slot;
  }

  /** An entry is about to leave: counted, remembered, told. */
  #left(slot: number, why: Removal): void {
    if (this.#counting) count(this.stats, why);
    if (this.#departures && why !== 'replaced') {
      const reason = why === 'cleared' ? 'invalidated' : why;
      this.#departures.note(this.#entries.hashAt(slot), reason, this.#now);
    }
    if (this.onRemoval === undefined && this.#listeners.length === 0) return;
    this.#leaving = true;
    try {
      this.onRemoval?.(slot, this.keyAt(slot), this.valueAt(slot) as V, why);
      if (this.#listeners.length > 0)
        this.#tell({ kind: 'removal', ...this.#about(slot), reason: why, hits: this.hitsOf(slot) });
    } finally {
      this.#leaving = false;
    }
  }

  #tell(event: CacheEvent<K>): void {
    for (const listener of this.#listeners) listener(event);
  }

  #about(slot: number): { key: K; slot: number; at: number; ageMs: number } {
    const at = this.#now;
    const bornAt = this.#residents.details?.insertedAt(slot) ?? Number.NaN;
    return { key: this.keyAt(slot), slot, at, ageMs: at - bornAt };
  }

  #goneMs(): number | undefined {
    const goneAt = this.#departures?.timeOf(this.#entries.soughtHash);
    return goneAt === undefined ? undefined : this.#now - goneAt;
  }

  /** Finds out what requests need. `coming`: an entry with tags or a TTL of its own will be there. */
  #watch(coming?: EntryOptions): void {
    const { details, tags } = this.#residents;
    this.#watching =
      this.#lives.timed ||
      this.#options.ttlOf !== undefined ||
      details !== undefined ||
      tags !== undefined ||
      this.#departures !== undefined ||
      this.#listeners.length > 0 ||
      coming?.tags !== undefined ||
      coming?.ttlMs !== undefined;
  }

  /** While an entry is on its way out the cache is between two states. */
  #checkChangeable(): void {
    if (this.#leaving) throw new Error(`Cache ${this.name} cannot be changed by who is told of a removal`);
  }
}

function count(stats: CacheCounters, why: Removal): void {
  if (why === 'evicted') stats.evicted++;
  else if (why === 'expired') stats.expired++;
  else if (why === 'replaced') stats.replaced++;
  else stats.invalidated++;
}

const NO_TAGS: readonly number[] = [];
const estimate = (value: unknown, key: unknown): number => retainedSize(value) + retainedSize(key);
const unboundedOr = (bound: number): number | 'unbounded' => (bound === Infinity ? 'unbounded' : bound);
