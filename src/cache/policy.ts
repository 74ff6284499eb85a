import type { z } from 'zod/mini';
import type { Random } from '../base/random';
import type { Saved } from '../base/saved';

/** No id: the end of a list, an empty slot. */
export const NONE = -1;

/**
 * What a policy may know of the cache around it. Ids are dense: 0 to `ids` - 1. In a live cache an id is a slot of
 * the key table that is given back when the entry is gone and the policy remembers it no more; in a replay it is
 * the number of the key. The same policy code serves both.
 */
export interface PolicyContext {
  readonly ids: number;
  /** How much fits in, in `unit`s. */
  readonly capacity: number;
  readonly unit: 'entries' | 'bytes';
  /** All randomness of a policy comes from here. */
  readonly random: Random;
  /** Bytes of an id; 1 where the cache counts entries only. */
  sizeOf(id: number): number;
  /** What an id takes of `capacity`, in `unit`s: 1 or its bytes. For the shares of segments. */
  weightOf(id: number): number;
  /** What it costs to make the id's value again, in milliseconds; 1 where nobody knows. */
  costOf(id: number): number;
  /** When the id's entry dies, on the cache's clock; Infinity without a TTL. */
  deadlineOf(id: number): number;
  /** The cache's clock, milliseconds. */
  now(): number;
  /** Index of the next request for the id being handled, Infinity for none. Only a replay with `future` has it. */
  nextUse(): number;
  /**
   * Says that the policy no longer remembers an id that is not resident (it left a ghost list), so that the live cache
   * may give the id to another key. Only for policies with `ghosts`: an id they evict is remembered until they call
   * this, if need be within `evict` itself for a victim that they do not remember. An id that they are told to
   * `remove` is not remembered, and no call is needed.
   */
  forget(id: number): void;
}

/**
 * An order of eviction over the ids that are resident, and nothing else: bounds, bytes, expiry, tags and counting
 * are the cache's business. The cache calls `evict` BEFORE `insert`, so that a bound is never passed and a policy
 * with ghosts sees who is coming. A saved state holds what has become of the ids; parameters, room and random numbers
 * are the context's.
 */
export interface Policy extends Saved {
  /** A resident id was asked for. */
  hit(id: number): void;
  /** `id`, not resident, enters. Its size, cost and deadline are known by now. */
  insert(id: number): void;
  /** A resident id leaves for a reason that is not the policy's: expiry, invalidation, replacement. Any time. */
  remove(id: number): void;
  /**
   * A resident's deadline has changed without a use: a write renewed it, or all entries got another TTL. Policies that
   * keep nothing about deadlines leave it out.
   */
  redate?(id: number): void;
  /**
   * Chooses a victim among the residents, removes it from the order and gives it; NONE if nothing may go for
   * `incoming`, which is refused then. `incoming` is NONE where room is made for another cache or because a bound was
   * lowered: there a victim must be given, because bounds always hold. Never called without residents.
   */
  evict(incoming: number): number;
  /**
   * Whether `incoming` is worth a place at all; called before room is made for it. Policies without an opinion
   * leave it out. A refused id was never inserted.
   */
  admit?(incoming: number): boolean;
  /** Residents from the next victim on, as far as the policy can tell without changing anything. For the map. */
  order?(limit: number): Int32Array;
  /**
   * Takes a new number of ids or a new capacity and keeps what it knows; ids above the new number are free. A policy
   * without it is made anew by the cache and refilled in the order that `order` gives.
   */
  resize?(ids: number, capacity: number): void;
}

export type PolicyNeed = 'bytes' | 'cost' | 'deadline' | 'future';

/** A policy as a catalogue entry: one file in `policies/`, one line in `registry.ts`. */
export interface PolicyDefinition<P = unknown> {
  /** The word for it in URLs, on the command line and in file names. */
  readonly name: string;
  readonly label: string;
  /** What it is, in one sentence for the page. */
  readonly summary: string;
  /** What it uses beyond the order of requests. If a run lacks that, the page says so. */
  readonly needs: readonly PolicyNeed[];
  /** Its parameters with units and defaults; sent to the page as JSON Schema. */
  readonly params: z.ZodMiniType<P>;
  /** How many ids that are not resident it may remember, for `capacity` entries. 0: no ghosts. */
  ghosts?(capacity: number, params: P): number;
  create(context: PolicyContext, params: P): Policy;
}

/** Keeps the parameters' type while the definition is written down. */
export const definePolicy = <P>(definition: PolicyDefinition<P>): PolicyDefinition<P> => definition;
