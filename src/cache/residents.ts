import type { Random } from '../base/random';
import type { Removal } from './answer';
import type { BudgetMember, ByteBudget } from './byte-budget';
import { Entries } from './entries';
import { EntryDetails } from './entry-details';
import { type LifetimeOptions, Lifetimes, type Ttl } from './lifetimes';
import type { EntryOptions } from './options';
import { Order, type Room } from './order';
import { NONE, type Policy, type PolicyDefinition } from './policy';
import type { Ident } from './structures/key-table';
import { TagLedger } from './tag-ledger';

/** Initial number of slots without a bound on entries; it grows as needed. */
const FIRST_SLOTS = 1024;
/** Largest number of slots allocated at once with a bound on entries. */
const EAGER_SLOTS = 2 ** 20;

/** Bounds of a cache; Infinity: none. */
export interface Bounds {
  readonly maxEntries: number;
  readonly maxBytes: number;
  readonly budget: ByteBudget | undefined;
}

export interface ResidentsOptions<K> extends Bounds {
  readonly policy: string | PolicyDefinition;
  readonly policyParams: unknown;
  readonly lifetimes: LifetimeOptions;
  readonly random: Random;
  readonly now: () => number;
  readonly keyOf: ((key: K) => Ident) | undefined;
  readonly weighed: boolean;
  readonly details: boolean;
  /** Called before the removal of an entry, which can still be read. */
  readonly onLeave: (slot: number, why: Removal) => void;
}

/**
 * Resident entries of a cache: in slots, under bounds, in a policy's order, each with its lifetime and tags. Bounds
 * hold at every moment: room is made before an entry is inserted.
 */
export class Residents<K, V> implements BudgetMember {
  readonly entries: Entries<K, V>;
  readonly lifetimes: Lifetimes;
  readonly details: EntryDetails | undefined;
  tags: TagLedger | undefined;
  readonly #options: ResidentsOptions<K>;
  #bounds: Bounds;
  #order: Order;
  /** Present policy of the order, cached here to save an access. */
  #policy: Policy;
  #size = 0;
  #bytes = 0;
  /** Id of the incoming entry while room is made. */
  #incoming = NONE;
  /** Victim that the policy does not remember, as reported during `evict`. */
  #forgotten = NONE;

  constructor(options: ResidentsOptions<K>) {
    const { random, keyOf, weighed } = options;
    this.#options = options;
    this.#bounds = options;
    this.#order = this.#newOrder(options.policy, options.policyParams, FIRST_SLOTS);
    const limit = this.#order.idLimit(options.maxEntries);
    const slots = limit === Infinity ? FIRST_SLOTS : Math.min(limit, EAGER_SLOTS);
    this.entries = new Entries(slots, random.uint32(), { keyOf, weighed });
    if (this.#order.remembers) this.entries.allowGhosts();
    if (slots !== FIRST_SLOTS) this.#order = this.#newOrder(options.policy, options.policyParams, slots);
    this.#policy = this.#order.policy;
    this.lifetimes = new Lifetimes(slots, options.lifetimes, random);
    this.details = options.details ? new EntryDetails(slots) : undefined;
    options.budget?.join(this);
  }

  /** Present policy, for callers that have checked that a hit needs nothing but `hit`. */
  get policy(): Policy {
    return this.#policy;
  }
  get size(): number {
    return this.#size;
  }
  get bytes(): number {
    return this.#bytes;
  }
  get bounds(): Bounds {
    return this.#bounds;
  }
  get policyName(): string {
    return this.#order.definition.name;
  }
  /** Whether one more entry would exceed a bound. */
  get full(): boolean {
    return this.#size >= this.#bounds.maxEntries || this.#bytes >= this.#bounds.maxBytes;
  }

  /** Returns whether a value of this weight fits into the bounds at all. */
  couldHold(weight: number): boolean {
    const { maxBytes, budget } = this.#bounds;
    return weight <= maxBytes && (budget === undefined || weight <= budget.maxBytes);
  }

  /** Records a request for an entry. */
  use(slot: number, now: number): void {
    this.#policy.hit(slot);
    if (this.details !== undefined) this.details.touch(slot, now);
    if (this.lifetimes.idle) this.lifetimes.touch(slot, now);
  }

  /**
   * Inserts a value whose key the last `seek` in `entries` did not find; it must fit (`couldHold`). Returns its slot,
   * or NONE if the policy refuses it.
   */
  admit(
    key: K,
    value: V,
    weight: number,
    ttlMs: Ttl,
    options: EntryOptions | undefined,
    now: number,
  ): number {
    const { entries } = this;
    const hash = entries.soughtHash;
    const ghost = entries.soughtGhost;
    const slot = ghost === NONE ? this.#reserve() : ghost;
    const costMs = options?.costMs ?? 1;
    entries.announce(slot, weight, costMs);
    this.#incoming = slot;
    const policy = this.#policy;
    if (policy.admit !== undefined && !policy.admit(slot)) {
      this.#incoming = NONE;
      if (ghost === NONE) entries.release(slot);
      return NONE;
    }
    const hasRoom = this.#makeRoom(weight);
    this.#incoming = NONE;
    if (!hasRoom) {
      if (ghost === NONE) entries.release(slot);
      return NONE;
    }
    entries.enter(slot, key, hash, value, weight, costMs);
    this.#size++;
    this.#bytes += weight;
    this.#start(slot, ttlMs, options?.tags, now);
    policy.insert(slot);
    return slot;
  }

  /** Returns whether a new value of this weight can replace a resident's without an eviction. */
  canReplace(slot: number, weight: number): boolean {
    const more = weight - this.#weightAt(slot);
    const { maxBytes, budget } = this.#bounds;
    if (this.#bytes + more > maxBytes) return false;
    return budget === undefined || budget.usedBytes + more <= budget.maxBytes;
  }

  /** Replaces a resident's value, if `canReplace`. For the policy that is a use. */
  replace(
    slot: number,
    value: V,
    weight: number,
    ttlMs: Ttl,
    options: EntryOptions | undefined,
    now: number,
  ): void {
    this.#bytes += weight - this.#weightAt(slot);
    this.lifetimes.leave(slot);
    this.tags?.leave(slot);
    this.entries.replace(slot, value, weight, options?.costMs ?? 1);
    this.#start(slot, ttlMs, options?.tags, now);
    this.#policy.hit(slot);
  }

  /** Removes a resident for a reason other than eviction. */
  drop(slot: number, why: Removal): void {
    this.#policy.remove(slot);
    this.#leave(slot, why, false);
  }

  /**
   * Evicts the policy's next victim; `incoming` is the id of an incoming entry or NONE. There must be a resident.
   * Returns false if the policy evicts none for the incoming entry.
   */
  evictOne(incoming: number): boolean {
    this.#forgotten = NONE;
    const victim = this.#policy.evict(incoming);
    if (victim === NONE && incoming !== NONE && this.#size > 0) return false;
    if (victim < 0 || this.#size === 0)
      throw new Error(`${this.policyName} evicted id ${victim} of ${this.#size} residents`);
    this.#leave(victim, 'evicted', this.#order.remembers && this.#forgotten !== victim);
    return true;
  }

  /** Removes all residents and forgets all ghosts. */
  clear(why: Removal): void {
    this.entries.forEachResident((slot) => this.#leave(slot, why, false));
    this.entries.forgetGhosts();
    this.#order.clear();
    this.#policy = this.#order.policy;
  }

  /** Returns residents from the next victim on. */
  inOrder(limit: number): Int32Array {
    return this.#order.list(limit, () => this.entries.residents());
  }

  /** Saves the state without the shared budget, which belongs to several caches. */
  save() {
    const { maxEntries, maxBytes } = this.#bounds;
    return {
      entries: this.entries.save(),
      lifetimes: this.lifetimes.save(),
      details: this.details?.save(),
      tags: this.tags?.save(),
      order: { policy: this.policyName, params: this.#order.params, state: this.#policy.save() },
      bounds: { maxEntries, maxBytes },
      size: this.#size,
      bytes: this.#bytes,
    };
  }

  restore(
    saved: ReturnType<Residents<K, V>['save']>,
    budget: ByteBudget | 'none' = this.#bounds.budget ?? 'none',
  ): void {
    const { policy, params, state } = saved.order;
    this.entries.restore(saved.entries);
    this.lifetimes.restore(saved.lifetimes);
    if (saved.details) this.details?.restore(saved.details);
    this.tags = saved.tags && new TagLedger(this.entries.slots);
    if (saved.tags) this.tags?.restore(saved.tags);
    this.#bounds.budget?.leave(this);
    this.#bounds = { ...saved.bounds, budget: budget === 'none' ? undefined : budget };
    this.#bounds.budget?.join(this);
    // A policy outside the registry is known only by its definition.
    const definition = policy === this.policyName ? this.#order.definition : policy;
    this.#order = this.#newOrder(definition, params, this.entries.slots);
    this.#policy = this.#order.policy;
    this.#policy.restore(state);
    this.#size = saved.size;
    this.#bytes = saved.bytes;
  }

  /** Changes the bounds and evicts the excess at once. */
  rebound(bounds: Bounds): void {
    const before = this.#bounds;
    this.#bounds = bounds;
    if (bounds.budget !== before.budget) {
      before.budget?.leave(this);
      bounds.budget?.join(this);
    }
    this.#makeRoom(0, 0);
    this.#order.resize(this.#room(this.entries.slots), this.#refill);
    this.#policy = this.#order.policy;
  }

  /** Changes the policy or its parameters, with the residents in the order of the old policy. */
  reorder(policy: string | PolicyDefinition, params: unknown): void {
    const next = this.#newOrder(policy, params, this.entries.slots);
    if (next.remembers) this.entries.allowGhosts();
    next.refill(this.#order, this.#refill);
    this.#order = next;
    this.#policy = next.policy;
  }

  /** Changes lifetimes; residents get at most the new age. Starts or stops active expiry. */
  reage(change: Partial<LifetimeOptions>, active: boolean, now: number): void {
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
      this.#policy.redate?.(slot);
    });
  }

  /** Moves the deadline of an entry to `at`, if it is later. */
  expireAt(slot: number, at: number): void {
    this.lifetimes.expireAt(slot, at);
    this.#policy.redate?.(slot);
  }

  /** Starts weighing entries, including the residents. */
  startWeighing(weigh: (slot: number) => number): void {
    this.entries.startWeighing();
    this.entries.forEachResident((slot) => {
      const weight = weigh(slot);
      this.entries.announce(slot, weight, this.entries.costAt(slot));
      this.#bytes += weight;
    });
  }

  /** Returns the tag ledger, created on first use: most caches have no tags. */
  ledger(): TagLedger {
    this.tags ??= new TagLedger(this.entries.slots);
    return this.tags;
  }

  #weightAt(slot: number): number {
    return this.entries.weighed ? this.entries.weightAt(slot) : 0;
  }

  readonly #refill = {
    residents: () => this.entries.residents(),
    forgetGhosts: () => this.entries.forgetGhosts(),
  };

  #start(slot: number, ttlMs: Ttl, tags: ArrayLike<number> | undefined, now: number): void {
    if (this.lifetimes.timed || ttlMs !== 'never') this.lifetimes.enter(slot, now, ttlMs);
    if (this.details !== undefined) this.details.enter(slot, now);
    if (tags !== undefined && tags.length > 0) this.ledger().enter(slot, tags);
    else if (this.tags !== undefined) this.tags.enter(slot, undefined);
  }

  #leave(slot: number, why: Removal, remembered: boolean): void {
    // An entry invalidated earlier counts as invalidated, even if it is evicted, expired or replaced before the sweep.
    const cause = this.tags?.verdict(slot) === 'invalid' ? 'invalidated' : why;
    this.#options.onLeave(slot, cause);
    this.#size--;
    // With weights beyond exact sums, rounding would leave a rest in an empty cache.
    this.#bytes = this.#size === 0 ? 0 : this.#bytes - this.#weightAt(slot);
    this.lifetimes.leave(slot);
    this.tags?.leave(slot);
    this.entries.leave(slot, remembered);
  }

  /** Makes room; returns whether there is room, always true without an incoming entry. */
  #makeRoom(weight: number, entries = 1): boolean {
    const { maxEntries, maxBytes, budget } = this.#bounds;
    while (this.#size + entries > maxEntries || this.#bytes + weight > maxBytes)
      if (!this.evictOne(this.#incoming)) return false;
    return budget?.makeRoom(weight, this, this.#incoming) ?? true;
  }

  #reserve(): number {
    const slot = this.entries.reserve();
    if (slot !== NONE) return slot;
    const { slots } = this.entries;
    const limit = this.#order.idLimit(this.#bounds.maxEntries);
    if (slots >= limit)
      throw new Error(`${this.policyName} remembers more than the ${limit} ids that it asked for`);
    const more = Math.min(limit, 2 * slots);
    this.entries.resize(more);
    this.lifetimes.resize(more);
    this.details?.resize(more);
    this.tags?.resize(more);
    this.#order.resize(this.#room(more), this.#refill);
    this.#policy = this.#order.policy;
    return this.entries.reserve();
  }

  #room(ids: number): Room {
    const { maxEntries, maxBytes, budget } = this.#bounds;
    return maxEntries === Infinity
      ? { ids, capacity: Math.min(maxBytes, budget?.maxBytes ?? Infinity), unit: 'bytes' }
      : { ids, capacity: maxEntries, unit: 'entries' };
  }

  #newOrder(policy: string | PolicyDefinition, params: unknown, ids: number): Order {
    const byBytes = () => this.#bounds.maxEntries === Infinity;
    return new Order(policy, params, this.#room(ids), {
      random: this.#options.random,
      sizeOf: (id) => this.entries.weightAt(id),
      weightOf: (id) => (byBytes() ? this.entries.weightAt(id) : 1),
      costOf: (id) => this.entries.costAt(id),
      deadlineOf: (id) => this.lifetimes.deadlineAt(id),
      now: this.#options.now,
      forget: (id) => {
        if (id === this.#incoming) return; // it is about to enter, or is released by the caller
        this.#forgotten = id;
        this.entries.forget(id);
      },
    });
  }
}
