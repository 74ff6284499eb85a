import type { Lease, MissReason, Served, StaleReason } from './answer';
import { newMemoCounters } from './memo-counters';
import { MemoInvalidation } from './memo-invalidation';
import type { About, MemoSettings } from './memo-options';
import { NONE } from './policy';
import { guarded, ownCopy } from './protections/aliasing';
import { ValueCheckError } from './protections/value-check';
import { own, RunningLease } from './running';

/**
 * Computations of a memo: each has a lease from its start to its end, which says whether its value is kept. A
 * computation never replaces a value read later; that rule has no switch.
 */
export class MemoLeases<K, V> extends MemoInvalidation<K, V> {
  counters = newMemoCounters();
  /** Number of readings so far: computations are ordered by the start of their reading, not by their end. */
  #readings = 0;

  get settings(): MemoSettings {
    return this.guards.settings;
  }

  /** Number of running computations. */
  get inFlight(): number {
    return this.running.count;
  }

  /**
   * Returns a lease to recompute a value, which is served until then. The value of an already running computation of
   * the key is not kept.
   */
  renew(asked: K): Lease<K> {
    this.revokeKey(asked);
    return this.begin(this.guards.named(asked), 'refresh');
  }

  /**
   * Stores a value computed now without a lease. Values of running computations of the key were read earlier and are
   * not kept. Returns the slot, or -1 when the cache refuses the value.
   */
  put(asked: K, value: V, about: About = {}): number {
    const key = this.guards.named(asked);
    this.revokeKey(asked);
    this.running.supersede(this.cache.identOf(key), ++this.#readings);
    this.guards.negatives?.delete(key);
    return this.cache.set(key, guarded(value, this.settings.aliasing), about);
  }

  /** Records that the computation reads its facts only now, not at the start of the lease. */
  reading(lease: Lease<K>): void {
    const mine = own(lease);
    mine.moment = this.cache.invalidations;
    mine.reading = ++this.#readings;
    mine.superseded = false;
  }

  /** Checks a value before `fulfil`. Throws `ValueCheckError` if a check on read is on and fails. */
  check(lease: Lease<K>, value: V): void {
    const mine = own(lease);
    mine.checked = this.guards.passes(value, mine.key);
    if (!mine.checked) throw new ValueCheckError(mine.key);
  }

  /** Declares the tags of the value as soon as they are known: then an invalidation revokes the lease at once. */
  declare(lease: Lease<K>, tags: ArrayLike<number>): void {
    const mine = own(lease);
    mine.tags = tags;
    if (this.cache.invalidatedSince(mine.moment, tags)) this.revoke(mine);
  }

  /**
   * Ends a lease with a value. Returns its slot; -1 if it was not stored: not to be kept, refused by the cache,
   * invalidated during the computation, or superseded by a value read later. Waiting callers get the value in any case,
   * through `handOut`. A value that fails the check on read is a failure. Throws, after ending the lease, for a value
   * that cannot be frozen or copied as required.
   */
  fulfil(lease: Lease<K>, value: V, about: About = {}): number {
    const mine = own(lease);
    const { cache } = this;
    if (!mine.checked && !this.guards.passes(value, mine.key)) {
      this.fail(mine, new ValueCheckError(mine.key));
      return cache.refuse(mine.key, 'corrupt');
    }
    this.running.end(mine);
    this.counters.fulfilled++;
    const kept = guarded(value, this.settings.aliasing);
    if (mine.superseded) {
      this.counters.superseded++;
      return cache.refuse(mine.key, 'superseded');
    }
    if (cache.invalidatedSince(mine.moment, about.tags)) this.revoke(mine);
    if (mine.revoked && this.settings.leases) {
      this.counters.revoked++;
      return cache.refuse(mine.key, 'revoked');
    }
    if (about.keep === false) return cache.refuse(mine.key, 'unkept');
    this.running.supersede(mine.ident, mine.reading);
    if (this.guards.isNegative(value)) {
      this.counters.negative++;
      cache.delete(mine.key);
      this.guards.negatives?.set(mine.key, { value: kept }, { tags: about.tags });
      return NONE;
    }
    this.guards.negatives?.delete(mine.key);
    if (!mine.wanted) return cache.refuse(mine.key, 'bypassed');
    const costMs = about.costMs ?? cache.clock() - mine.startedAt;
    return cache.set(mine.key, kept, { ...about, costMs });
  }

  /** Ends a lease without a value. Returns the fallback for waiting callers: an expired or an unexpired value. */
  fail(lease: Lease<K>, error: unknown): Served<K, V> | undefined {
    const mine = own(lease);
    this.running.end(mine);
    this.counters.failed++;
    this.cache.noteFailure(mine.key);
    const { staleIfError } = this.settings;
    const instead = this.#instead(mine.key, 'error', staleIfError === 'off' ? 0 : staleIfError.graceMs);
    const outdated = mine.superseded || (mine.revoked && this.settings.leases);
    if (!outdated) this.guards.noteFailure(mine.key, error, mine.tags, instead !== undefined);
    return instead;
  }

  /** Returns the fallback for a caller that has waited for the soft limit. The computation continues. */
  late(lease: Lease<K>): Served<K, V> | undefined {
    const { timeLimits } = this.settings;
    return timeLimits === 'off' ? undefined : this.#instead(lease.key, 'timeout', timeLimits.graceMs);
  }

  /**
   * Ends the wait for a computation at the hard limit: the next request starts another. A late value is kept, unless
   * one read later arrived first.
   */
  abandon(lease: Lease<K>): void {
    own(lease).joinable = false;
  }

  /** Returns whether a failed computation may be retried under its lease; counts the retry if so. */
  mayRetry(lease: Lease<K>, attempts: number): boolean {
    own(lease);
    const may = this.guards.mayRetry(attempts);
    if (may) this.counters.retries++;
    return may;
  }

  /** Returns the value for one caller: a copy, if `aliasing` is by copy. */
  handOut(value: V): V {
    return ownCopy(value, this.settings.aliasing);
  }

  /** Saves the state of the memo without its cache, which is saved separately. */
  save() {
    const { answers, ...counters } = this.counters;
    return {
      counters: { ...counters, answers: { ...answers } },
      readings: this.#readings,
      running: this.running.save(),
      guards: this.guards.save(),
    };
  }

  /** Restores a state. The memo must have the same hooks and a cache that is restored separately. */
  restore({ counters, readings, running, guards }: ReturnType<MemoLeases<K, V>['save']>): void {
    this.counters = { ...counters, answers: { ...counters.answers } };
    this.#readings = readings;
    this.running.restore(running);
    this.guards.restore(guards);
  }

  /** Returns the leases of running computations, by number. */
  leases(): Map<number, Lease<K>> {
    const leases = new Map<number, Lease<K>>();
    this.running.forEach((lease) => {
      leases.set(lease.number, lease);
    });
    return leases;
  }

  /** Starts a computation. */
  protected begin(key: K, reason: MissReason | 'refresh'): RunningLease<K> {
    const { cache } = this;
    const { invalidations } = cache;
    const reading = ++this.#readings;
    const number = ++this.counters.started;
    const ident = cache.identOf(key);
    const lease = new RunningLease(number, key, ident, cache.clock(), reason, invalidations, reading);
    this.running.add(lease);
    this.guards.attempted();
    return lease;
  }

  /** Returns the fallback for a failed computation: an unexpired value, or one expired for less than `graceMs`. */
  #instead(key: K, reason: StaleReason, graceMs: number): Served<K, V> | undefined {
    const { cache } = this;
    const slot = cache.find(key);
    if (slot === NONE) return undefined;
    const past = cache.now - cache.deadlineAt(slot);
    if ((past >= graceMs && past >= 0) || this.guards.isCorrupt(slot, key)) return undefined;
    this.counters.rescued++;
    const value = this.handOut(cache.valueAt(slot) as V);
    return past < 0
      ? { status: 'hit', reason: 'fresh', value, slot }
      : { status: 'stale', reason, value, slot };
  }
}
