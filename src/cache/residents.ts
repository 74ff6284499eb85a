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

/** Slots to start with where nothing bounds the entries; more are made as they are needed. */
const FIRST_SLOTS = 1024;
/** Up to so many slots are made at once where something does. */
const EAGER_SLOTS = 2 ** 20;

/** Infinity: no bound. */
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
  /** The entry in the slot goes; everything about it can be read still. */
  readonly onLeave: (slot: number, why: Removal) => void;
}

/**
 * Who is in: entries in their slots, under bounds, in a policy's order, each with its lifetime and tags. Keeps the
 * bounds at every moment: room is made before a newcomer enters.
 */
export class Residents<K, V> implements BudgetMember {
  readonly entries: Entries<K, V>;
  readonly lives: Lifetimes;
  readonly details: EntryDetails | undefined;
  tags: TagLedger | undefined;
  readonly #options: ResidentsOptions<K>;
  #bounds: Bounds;
  #order: Order;
  /** The order's present policy, one step nearer. */
  #policy: Policy;
  #size = 0;
  #bytes = 0;
  /** The id at the door while room is made. */
  #incoming = NONE;
  /** The victim, if the policy says while choosing it that it does not remember it. */
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
    this.lives = new Lifetimes(slots, options.lifetimes, random);
    this.details = options.details ? new EntryDetails(slots) : undefined;
    options.budget?.join(this);
  }

  /** The policy at work, for who has made sure that a hit needs nothing but `hit`. */
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
  /** Whether one more would be over a bound. */
  get full(): boolean {
    return this.#size >= this.#bounds.maxEntries || this.#bytes >= this.#bounds.maxBytes;
  }

  /** Whether a value of this weight could be in at all. */
  couldHold(weight: number): boolean {
    const { maxBytes, budget } = this.#bounds;
    return weight <= maxBytes && (budget === undefined || weight <= budget.maxBytes);
  }

  /** The entry was asked for. */
  use(slot: number, now: number): void {
    this.#policy.hit(slot);
    if (this.details !== undefined) this.details.touch(slot, now);
    if (this.lives.idle) this.lives.touch(slot, now);
  }

  /**
   * Lets in a value whose key was just sought in `entries` and not found; it must fit (`couldHold`). Its slot, or
   * NONE when the policy does not want it.
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

  /** Whether a new value of this weight can take a resident's place without anybody leaving. */
  canReplace(slot: number, weight: number): boolean {
    const more = weight - this.#weightAt(slot);
    const { maxBytes, budget } = this.#bounds;
    if (this.#bytes + more > maxBytes) return false;
    return budget === undefined || budget.usedBytes + more <= budget.maxBytes;
  }

  /** Puts a new value in a resident's place, if `canReplace`. To the policy that is a use. */
  replace(
    slot: number,
    value: V,
    weight: number,
    ttlMs: Ttl,
    options: EntryOptions | undefined,
    now: number,
  ): void {
    this.#bytes += weight - this.#weightAt(slot);
    this.lives.leave(slot);
    this.tags?.leave(slot);
    this.entries.replace(slot, value, weight, options?.costMs ?? 1);
    this.#start(slot, ttlMs, options?.tags, now);
    this.#policy.hit(slot);
  }

  /** A resident goes for a reason that is not the policy's. */
  drop(slot: number, why: Removal): void {
    this.#policy.remove(slot);
    this.#leave(slot, why, false);
  }

  /**
   * The policy's next victim goes; `incoming` is an id at the door or NONE. There must be a resident. False where the
   * policy lets none go for what comes.
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

  /** Everybody goes; ghosts are forgotten too. */
  clear(why: Removal): void {
    this.entries.forEachResident((slot) => this.#leave(slot, why, false));
    this.entries.forgetGhosts();
    this.#order.clear();
    this.#policy = this.#order.policy;
  }

  /** Residents from the next victim on. */
  inOrder(limit: number): Int32Array {
    return this.#order.list(limit, () => this.entries.residents());
  }

  /** The budget that is shared is not part of the state: it belongs to several caches. */
  save() {
    const { maxEntries, maxBytes } = this.#bounds;
    return {
      entries: this.entries.save(),
      lives: this.lives.save(),
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
    this.lives.restore(saved.lives);
    if (saved.details) this.details?.restore(saved.details);
    this.tags = saved.tags && new TagLedger(this.entries.slots);
    if (saved.tags) this.tags?.restore(saved.tags);
    this.#bounds.budget?.leave(this);
    this.#bounds = { ...saved.bounds, budget: budget === 'none' ? undefined : budget };
    this.#bounds.budget?.join(this);
    // A policy that is not in the registry is known by its definition alone.
    const definition = policy === this.policyName ? this.#order.definition : policy;
    this.#order = this.#newOrder(definition, params, this.entries.slots);
    this.#policy = this.#order.policy;
    this.#policy.restore(state);
    this.#size = saved.size;
    this.#bytes = saved.bytes;
  }

  /** New bounds, kept from now on: who is over them leaves at once. */
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

  /** Another policy, or other parameters, with the residents in the order of the old one. */
  reorder(policy: string | PolicyDefinition, params: unknown): void {
    const next = this.#newOrder(policy, params, this.entries.slots);
    if (next.remembers) this.entries.allowGhosts();
    next.refill(this.#order, this.#refill);
    this.#order = next;
    this.#policy = next.policy;
  }

  /** Other lifetimes; residents get at most the new age. Starts or stops active expiry. */
  reage(change: Partial<LifetimeOptions>, active: boolean, now: number): void {
    const { lives, details } = this;
    const before = lives.options;
    const { ttlMs = before.ttlMs, idleMs = before.idleMs, jitter = before.jitter } = change;
    const { graceMs = before.graceMs } = change;
    const each = (visit: (slot: number) => void) => this.entries.forEachResident(visit);
    // The wheel turns by deadline and grace: with another grace it is wound anew.
    if (graceMs !== before.graceMs) lives.setActive(false, now, each);
    lives.reconfigure({ ttlMs, idleMs, jitter, graceMs });
    lives.setActive(active, now, each);
    if (ttlMs === before.ttlMs && idleMs === before.idleMs) return;
    each((slot) => {
      lives.limit(slot, details?.insertedAt(slot) ?? now, details?.usedAt(slot) ?? now);
      this.#policy.redate?.(slot);
    });
  }

  /** The entry dies at `at`, if it would live longer. */
  end(slot: number, at: number): void {
    this.lives.end(slot, at);
    this.#policy.redate?.(slot);
  }

  /** From now on entries have weights; those that are in get theirs. */
  startWeighing(weigh: (slot: number) => number): void {
    this.entries.startWeighing();
    this.entries.forEachResident((slot) => {
      const weight = weigh(slot);
      this.entries.announce(slot, weight, this.entries.costAt(slot));
      this.#bytes += weight;
    });
  }

  /** Made at the first need: most caches have no tags. */
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
    if (this.lives.timed || ttlMs !== 'never') this.lives.enter(slot, now, ttlMs);
    if (this.details !== undefined) this.details.enter(slot, now);
    if (tags !== undefined && tags.length > 0) this.ledger().enter(slot, tags);
    else if (this.tags !== undefined) this.tags.enter(slot, undefined);
  }

  #leave(slot: number, why: Removal, remembered: boolean): void {
    // Invalidated before it was evicted, expired or replaced: that it was still here was a matter of time only.
    const cause = this.tags?.verdict(slot) === 'doomed' ? 'invalidated' : why;
    this.#options.onLeave(slot, cause);
    this.#size--;
    // Beyond the weights whose sums are exact, an empty cache would still weigh something.
    this.#bytes = this.#size === 0 ? 0 : this.#bytes - this.#weightAt(slot);
    this.lives.leave(slot);
    this.tags?.leave(slot);
    this.entries.leave(slot, remembered);
  }

  /** Whether there is room now; never false where nothing is at the door. */
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
    this.lives.resize(more);
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
      deadlineOf: (id) => this.lives.deadlineAt(id),
      now: this.#options.now,
      forget: (id) => {
        if (id === this.#incoming) return; // it is about to enter, or is given back at the door
        this.#forgotten = id;
        this.entries.forget(id);
      },
    });
  }
}
