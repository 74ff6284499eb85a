import type { Random } from '../base/random';
import type { Policy, PolicyContext, PolicyDefinition } from './policy';
import { policyNamed } from './registry';

/** What the cache provides: a part of `PolicyContext`, and its residents to fill a new policy with. */
export interface Surroundings
  extends Pick<PolicyContext, 'sizeOf' | 'weightOf' | 'costOf' | 'deadlineOf' | 'now' | 'forget'> {
  readonly random: Random;
  /** Returns the residents in slot order. */
  residents(): Int32Array;
  forgetGhosts(): void;
}

export interface Room {
  readonly ids: number;
  readonly capacity: number;
  readonly unit: 'entries' | 'bytes';
}

/** Policy of a cache with its definition and parameters. A change of room resizes or recreates it. */
export class Order {
  readonly definition: PolicyDefinition;
  readonly params: unknown;
  readonly #around: Surroundings;
  #room: Room;
  #policy: Policy;

  /** Throws for an unknown name and for parameters refused by the policy's schema. */
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

  /** Whether the policy keeps ids of removed entries (ghosts). */
  get remembers(): boolean {
    return this.definition.ghosts !== undefined;
  }

  /** Returns the largest number of ids needed: residents, ghosts and one incoming entry. */
  idLimit(maxEntries: number): number {
    if (maxEntries === Infinity) return Infinity;
    return maxEntries + 1 + (this.definition.ghosts?.(maxEntries, this.params) ?? 0);
  }

  /** Returns residents from the next victim on, in slot order if the policy gives none. */
  list(limit: number): Int32Array {
    return this.#policy.order?.(limit) ?? this.#around.residents().subarray(0, limit);
  }

  /** Changes the room. A policy that cannot resize is recreated and refilled, next victim first. */
  resize(room: Room): void {
    const sameUnit = room.unit === this.#room.unit;
    this.#room = room;
    if (this.#policy.resize && sameUnit) this.#policy.resize(room.ids, room.capacity);
    else this.refill(this);
  }

  /** Recreates the policy and refills it with the residents in the order of `from`. */
  refill(from: Order): void {
    const ids = from.list(this.#room.ids);
    this.#around.forgetGhosts();
    this.#policy = this.#make();
    for (const id of ids) this.#policy.insert(id);
  }

  /** Recreates the policy, empty. */
  clear(): void {
    this.#policy = this.#make();
  }

  #make(): Policy {
    return this.definition.create({ ...this.#around, ...this.#room, nextUse: () => Infinity }, this.params);
  }
}
