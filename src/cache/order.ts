import type { Random } from '../base/random';
import type { Policy, PolicyContext, PolicyDefinition } from './policy';
import { policyNamed } from './registry';

/** What a policy asks of the cache around it. */
export type Surroundings = Pick<
  PolicyContext,
  'sizeOf' | 'weightOf' | 'costOf' | 'deadlineOf' | 'now' | 'forget'
> & { readonly random: Random };

export interface Room {
  readonly ids: number;
  readonly capacity: number;
  readonly unit: 'entries' | 'bytes';
}

/** The residents in the order in which the cache knows them, and how it forgets all ghosts. */
export interface Refill {
  residents(): Int32Array;
  forgetGhosts(): void;
}

/** A policy at work: definition and parameters, and the policy itself, which is resized or made anew with its room. */
export class Order {
  readonly definition: PolicyDefinition;
  readonly params: unknown;
  readonly #around: Surroundings;
  #room: Room;
  #policy: Policy;

  /** Throws for an unknown name and for parameters that the policy's schema refuses. */
  constructor(policy: string | PolicyDefinition, params: unknown, room: Room, around: Surroundings) {
    this.definition = typeof policy === 'string' ? policyNamed(policy) : policy;
    this.params = this.definition.params.parse(params ?? {});
    this.#around = around;
    this.#room = room;
    this.#policy = this.#make();
  }

  get policy(): Policy {
    return this.#policy;
  }

  /** Whether it keeps ids of entries that are gone. */
  get remembers(): boolean {
    return this.definition.ghosts !== undefined;
  }

  /** The most ids that it may need: residents, ghosts and the one at the door. */
  idLimit(maxEntries: number): number {
    if (maxEntries === Infinity) return Infinity;
    return maxEntries + 1 + (this.definition.ghosts?.(maxEntries, this.params) ?? 0);
  }

  /** Residents from the next victim on. A policy that gives no order, or not all, leaves it to `residents`. */
  list(limit: number, residents: () => Int32Array): Int32Array {
    return this.#policy.order?.(limit) ?? residents().subarray(0, limit);
  }

  /** Takes new room. A policy that cannot is made anew and refilled, next victim first. */
  resize(room: Room, refill: Refill): void {
    const sameUnit = room.unit === this.#room.unit;
    this.#room = room;
    if (this.#policy.resize && sameUnit) this.#policy.resize(room.ids, room.capacity);
    else this.refill(this, refill);
  }

  /** Starts anew with the residents in the order that `from` had them in. */
  refill(from: Order, { residents, forgetGhosts }: Refill): void {
    const ids = from.list(this.#room.ids, residents);
    forgetGhosts();
    this.#policy = this.#make();
    for (const id of ids) this.#policy.insert(id);
  }

  /** Starts anew with nothing. */
  clear(): void {
    this.#policy = this.#make();
  }

  #make(): Policy {
    return this.definition.create({ ...this.#around, ...this.#room, nextUse: () => Infinity }, this.params);
  }
}
