import type { z } from 'zod/mini';
import type { Random } from '../base/random';
import type { Saved } from '../base/saved';

/** Absent id: the end of a list, an empty slot. */
export const NONE = -1;

/**
 * Cache as seen by a policy. Ids are dense: 0 to `ids` - 1. In a live cache an id is a slot of the key table, which is
 * freed when the entry is removed and the policy no longer remembers it; in a replay it is the number of the key. The
 * same policy code serves both.
 */
export interface PolicyContext {
  readonly ids: number;
  /** Capacity in `unit`s. */
  readonly capacity: number;
  readonly unit: 'entries' | 'bytes';
  /** Only source of randomness of a policy. */
  readonly random: Random;
  /** Returns the bytes of an id; 1 if the cache only counts entries. */
  sizeOf(id: number): number;
  /** Returns the part of `capacity` that an id takes, in `unit`s: 1 or its bytes. */
  weightOf(id: number): number;
  /** Returns the cost of recomputing the id's value, in milliseconds; 1 if unknown. */
  costOf(id: number): number;
  /** Returns the deadline of the id's entry, on the cache's clock; Infinity without a TTL. */
  deadlineOf(id: number): number;
  /** Returns the time on the cache's clock, milliseconds. */
  now(): number;
  /** Returns the index of the next request for the present id, Infinity for none. Only in a replay with `future`. */
  nextUse(): number;
  /**
   * Reports that the policy no longer remembers an id that is not resident (it left a ghost list), so that the live
   * cache can reuse the id. Only for policies with `ghosts`: an evicted id is remembered until this call, which may be
   * within `evict` for a victim that is not remembered. An id passed to `remove` is not remembered, and needs no call.
   */
  forget(id: number): void;
}

/**
 * Eviction order of the resident ids, and nothing else: the cache handles bounds, bytes, expiry, tags and counting. The
 * cache calls `evict` BEFORE `insert`, so that a bound is never exceeded and a policy with ghosts knows the incoming
 * id. A saved state holds the state of the ids; parameters, room and random numbers belong to the context.
 */
export interface Policy extends Saved {
  /** Records a request for a resident id. */
  hit(id: number): void;
  /** Inserts an id that is not resident. Its size, cost and deadline are already known. */
  insert(id: number): void;
  /** Removes a resident id for a reason other than eviction: expiry, invalidation, replacement. At any time. */
  remove(id: number): void;
  /**
   * Reports that a resident's deadline has changed without a use: a write renewed it, or all entries got another TTL.
   * Policies that ignore deadlines omit it.
   */
  redate?(id: number): void;
  /**
   * Removes a victim from the order and returns it; NONE if no resident may be evicted for `incoming`, which is then
   * refused. `incoming` is NONE where room is made for another cache or because a bound was lowered: then a victim must
   * be returned, because bounds always hold. Never called without residents.
   */
  evict(incoming: number): number;
  /**
   * Returns whether to admit `incoming`; called before room is made for it. Policies that admit every id omit it. A
   * refused id was never inserted.
   */
  admit?(incoming: number): boolean;
  /** Returns residents from the next victim on, as far as the policy can predict without side effects. For the map. */
  order?(limit: number): Int32Array;
  /**
   * Changes the number of ids or the capacity and keeps the state; ids above the new number are free. The cache
   * recreates a policy without this method and refills it in the order of `order`.
   */
  resize?(ids: number, capacity: number): void;
}

export type PolicyNeed = 'bytes' | 'cost' | 'deadline' | 'future';

/** Definition of a policy: one file in `policies/`, one line in `registry.ts`. */
export interface PolicyDefinition<P = unknown> {
  /** Name in URLs, on the command line and in file names. */
  readonly name: string;
  readonly label: string;
  /** Description for the page, one sentence. */
  readonly summary: string;
  /** Inputs used beyond the order of requests. The page reports those that a run lacks. */
  readonly needs: readonly PolicyNeed[];
  /** Parameters with units and defaults; sent to the page as JSON Schema. */
  readonly params: z.ZodMiniType<P>;
  /** Returns the largest number of non-resident ids that it remembers, for `capacity` entries. 0: no ghosts. */
  ghosts?(capacity: number, params: P): number;
  create(context: PolicyContext, params: P): Policy;
}

/** Returns a definition, with the type of its parameters inferred. */
export const definePolicy = <P>(definition: PolicyDefinition<P>): PolicyDefinition<P> => definition;
