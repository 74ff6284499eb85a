import type { Removal } from './answer';
import type { Bounds } from './bounds';
import type { BudgetMember, ByteBudget } from './byte-budget';
import type { Entries } from './entries';
import type { EntryDetails } from './entry-details';
import type { LifetimeOptions, Lifetimes, Ttl } from './lifetimes';
import type { EntryOptions } from './options';
import { Order } from './order';
import { NONE, type Policy, type PolicyDefinition } from './policy';
import { type ColumnsOptions, SlotColumns } from './slot-columns';

/** Initial number of slots without a bound on entries; it grows as needed. */
const FIRST_SLOTS = 1024;
/** Largest number of slots allocated at once with a bound on entries. */
const EAGER_SLOTS = 2 ** 20;

export interface ResidentsOptions<K> extends ColumnsOptions<K> {
  readonly bounds: Bounds;
  readonly policy: string | PolicyDefinition;
  readonly policyParams: unknown;
  readonly now: () => number;
  /** Called before the removal of an entry, which can still be read. */
  readonly onLeave: (slot: number, why: Removal) => void;
}

/**
 * Resident entries of a cache: in slots, under bounds, in a policy's order, each with its lifetime and tags. Bounds
 * hold at every moment: room is made before an entry is inserted.
 */
export class Residents<K, V> implements BudgetMember {
  readonly columns: SlotColumns<K, V>;
  /** Columns, cached here to save an access. */
  readonly #entries: Entries<K, V>;
  readonly #lifetimes: Lifetimes;
  readonly #details: EntryDetails | undefined;
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
    const { bounds, policy, policyParams } = options;
    this.#options = options;
    this.#bounds = bounds;
    this.#order = this.#newOrder(policy, policyParams, FIRST_SLOTS);
    const limit = this.#order.idLimit(bounds.maxEntries);
    const slots = limit === Infinity ? FIRST_SLOTS : Math.min(limit, EAGER_SLOTS);
    this.columns = new SlotColumns(slots, options);
    ({ entries: this.#entries, lifetimes: this.#lifetimes, details: this.#details } = this.columns);
    if (this.#order.remembers) this.#entries.allowGhosts();
    if (slots !== FIRST_SLOTS) this.#order = this.#newOrder(policy, policyParams, slots);
    this.#policy = this.#order.policy;
    bounds.budget?.join(this);
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

  /** Records a request for an entry. */
  use(slot: number, now: number): void {
    this.#policy.hit(slot);
    if (this.#details !== undefined) this.#details.touch(slot, now);
    if (this.#lifetimes.idle) this.#lifetimes.touch(slot, now);
  }

  /**
   * Inserts a value whose key the last `seek` in `entries` did not find; it must fit (`Bounds.couldHold`). Returns its slot,
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
    const entries = this.#entries;
    const hash = entries.soughtHash;
    const ghost = entries.soughtGhost;
    const slot = ghost === NONE ? this.#reserve() : ghost;
    const costMs = options?.costMs ?? 1;
    entries.announce(slot, weight, costMs);
    const policy = this.#policy;
    this.#incoming = slot;
    const admitted = (policy.admit === undefined || policy.admit(slot)) && this.#makeRoom(weight);
    this.#incoming = NONE;
    if (!admitted) {
      if (ghost === NONE) entries.release(slot);
      return NONE;
    }
    entries.enter(slot, key, hash, value, weight, costMs);
    this.#size++;
    this.#bytes += weight;
    this.columns.start(slot, ttlMs, options?.tags, now);
    policy.insert(slot);
    return slot;
  }

  /** Returns whether a new value of this weight can replace a resident's without an eviction. */
  canReplace(slot: number, weight: number): boolean {
    const more = weight - this.columns.weightAt(slot);
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
    this.#bytes += weight - this.columns.weightAt(slot);
    this.columns.end(slot);
    this.#entries.replace(slot, value, weight, options?.costMs ?? 1);
    this.columns.start(slot, ttlMs, options?.tags, now);
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
    this.#entries.forEachResident((slot) => this.#leave(slot, why, false));
    this.#entries.forgetGhosts();
    this.#order.clear();
    this.#policy = this.#order.policy;
  }

  /** Returns residents from the next victim on. */
  inOrder(limit: number): Int32Array {
    return this.#order.list(limit);
  }

  /** Saves the state without the shared budget, which belongs to several caches. */
  save() {
    return {
      columns: this.columns.save(),
      order: { policy: this.policyName, params: this.#order.params, state: this.#policy.save() },
      bounds: this.#bounds.asked,
      size: this.#size,
      bytes: this.#bytes,
    };
  }

  /** @param budget to share from now on; omitted: the present one. */
  restore(saved: ReturnType<Residents<K, V>['save']>, budget?: ByteBudget | 'none'): void {
    const { policy, params, state } = saved.order;
    this.columns.restore(saved.columns);
    this.#adopt(this.#bounds.changed({ ...saved.bounds, budget }));
    // A policy outside the registry is known only by its definition.
    const definition = policy === this.policyName ? this.#order.definition : policy;
    this.#order = this.#newOrder(definition, params, this.#entries.slots);
    this.#policy = this.#order.policy;
    this.#policy.restore(state);
    this.#size = saved.size;
    this.#bytes = saved.bytes;
  }

  /** Changes the bounds and evicts the excess at once. */
  rebound(bounds: Bounds): void {
    this.#adopt(bounds);
    this.#makeRoom(0, 0);
    this.#order.resize(this.#bounds.room(this.#entries.slots));
    this.#policy = this.#order.policy;
  }

  /** Changes the policy or its parameters, with the residents in the order of the old policy. */
  reorder(policy: string | PolicyDefinition, params: unknown): void {
    const next = this.#newOrder(policy, params, this.#entries.slots);
    if (next.remembers) this.#entries.allowGhosts();
    next.refill(this.#order);
    this.#order = next;
    this.#policy = next.policy;
  }

  /** Changes lifetimes; residents get at most the new age. Starts or stops active expiry. */
  reage(change: Partial<LifetimeOptions>, active: boolean, now: number): void {
    this.columns.changeLifetimes(change, active, now, (slot) => this.#policy.redate?.(slot));
  }

  /** Moves the deadline of an entry to `at`, if it is later. */
  expireAt(slot: number, at: number): void {
    this.#lifetimes.expireAt(slot, at);
    this.#policy.redate?.(slot);
  }

  /** Starts weighing entries, including the residents. */
  startWeighing(weigh: (slot: number) => number): void {
    this.#bytes = this.columns.startWeighing(weigh);
  }

  #leave(slot: number, why: Removal, remembered: boolean): void {
    // An entry invalidated earlier counts as invalidated, even if it is evicted, expired or replaced before the sweep.
    const cause = this.columns.tags?.verdict(slot) === 'invalid' ? 'invalidated' : why;
    this.#options.onLeave(slot, cause);
    this.#size--;
    // With weights beyond exact sums, rounding would leave a rest in an empty cache.
    this.#bytes = this.#size === 0 ? 0 : this.#bytes - this.columns.weightAt(slot);
    this.columns.end(slot);
    this.#entries.leave(slot, remembered);
  }

  #adopt(bounds: Bounds): void {
    const before = this.#bounds;
    this.#bounds = bounds;
    if (bounds.budget === before.budget) return;
    before.budget?.leave(this);
    bounds.budget?.join(this);
  }

  /** Makes room; returns whether there is room, always true without an incoming entry. */
  #makeRoom(weight: number, entries = 1): boolean {
    const { maxEntries, maxBytes, budget } = this.#bounds;
    while (this.#size + entries > maxEntries || this.#bytes + weight > maxBytes)
      if (!this.evictOne(this.#incoming)) return false;
    return budget?.makeRoom(weight, this, this.#incoming) ?? true;
  }

  #reserve(): number {
    const slot = this.#entries.reserve();
    if (slot !== NONE) return slot;
    const { slots } = this.#entries;
    const limit = this.#order.idLimit(this.#bounds.maxEntries);
    if (slots >= limit)
      throw new Error(`${this.policyName} remembers more than the ${limit} ids that it asked for`);
    const more = Math.min(limit, 2 * slots);
    this.columns.grow(more);
    this.#order.resize(this.#bounds.room(more));
    this.#policy = this.#order.policy;
    return this.#entries.reserve();
  }

  #newOrder(policy: string | PolicyDefinition, params: unknown, ids: number): Order {
    return new Order(policy, params, this.#bounds.room(ids), {
      random: this.#options.random,
      sizeOf: (id) => this.#entries.weightAt(id),
      weightOf: (id) => (this.#bounds.maxEntries === Infinity ? this.#entries.weightAt(id) : 1),
      costOf: (id) => this.#entries.costAt(id),
      deadlineOf: (id) => this.#lifetimes.deadlineAt(id),
      now: this.#options.now,
      residents: () => this.#entries.residents(),
      forgetGhosts: () => this.#entries.forgetGhosts(),
      forget: (id) => {
        if (id === this.#incoming) return; // it is about to enter, or is released by the caller
        this.#forgotten = id;
        this.#entries.forget(id);
      },
    });
  }
}
