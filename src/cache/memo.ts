import type { Answer, Lease, MissReason, Served, StaleReason } from './answer';
import type { Cache } from './cache';
import { Guards } from './guards';
import { type AnswerKind, newMemoCounters } from './memo-counters';
import { MemoInvalidation } from './memo-invalidation';
import type { About, Asking, MemoHooks, MemoOptions, MemoSettings } from './memo-options';
import { NONE } from './policy';
import { guarded, ownCopy } from './protections/aliasing';
import { ValueCheckError } from './protections/value-check';
import { own, RunningLease } from './running';

export type { AnswerKind, MemoCounters } from './memo-counters';
export type { About, Asking, MemoHooks, MemoOptions, MemoSettings } from './memo-options';

/**
 * Core of `memoize`, without promises: the answer to a request says what to do, and the caller reports the result
 * later. So an engine can drive it in virtual time and a promise shell in real time. Each protection is switched by its
 * own option; see `protections/`. One rule has no switch: a computation never replaces a value read later.
 */
export class Memo<K, V> extends MemoInvalidation<K, V> {
  counters = newMemoCounters();
  /** Number of readings so far: computations are ordered by the start of their reading, not by their end. */
  #readings = 0;

  constructor(cache: Cache<K, V>, options: MemoOptions, hooks: MemoHooks<K, V> = {}) {
    super(cache, new Guards(cache, hooks));
    cache.rememberDepartures();
    this.reconfigure(options);
  }

  get settings(): MemoSettings {
    return this.guards.settings;
  }

  /** Number of running computations. */
  get inFlight(): number {
    return this.running.count;
  }

  /** Switches protections. Running computations continue. Throws where a protection lacks its hook. */
  reconfigure(change: MemoOptions): void {
    this.guards.change(change);
  }

  /**
   * Requests a key. A `miss` has a lease: the right and duty to compute the value and to report it with `fulfil` or
   * `fail`; so has a `refresh`. With `coalesced` another caller has the lease: wait for its end.
   */
  ask(asked: K, how: Asking = {}): Answer<K, V> {
    const { cache } = this;
    const key = this.guards.named(asked);
    const slot = cache.find(key);
    if (slot === NONE) return this.#remembered(key) ?? this.#miss(key, cache.whyMissing(key), how);
    if (how.newest && this.#renewing(key)) return this.#miss(key, 'early', how);
    if (this.guards.isCorrupt(slot, key)) return this.#corrupt(key, how);
    return cache.isExpired(slot) ? this.#expired(key, slot, how) : this.#fresh(key, slot, how);
  }

  /** Returns the slot of the value that a request would get, or -1. Counts and changes nothing. */
  slotOf(asked: K): number {
    return this.cache.slotOf(this.guards.named(asked));
  }

  /**
   * Returns a lease to recompute a value, which is served until then. The value of an already running computation of
   * the key is not kept.
   */
  renew(asked: K): Lease<K> {
    this.revokeKey(asked);
    return this.#begin(this.guards.named(asked), 'refresh');
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
  restore({ counters, readings, running, guards }: ReturnType<Memo<K, V>['save']>): void {
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

  /** Returns a cached failure or absence of the key, if there is one. */
  #remembered(key: K): Answer<K, V> | undefined {
    const known = this.guards.negatives?.get(key);
    if (known === undefined) return undefined;
    this.cache.countNegative();
    if ('error' in known)
      return this.#counted({ status: 'failed', reason: 'remembered', error: known.error });
    const value = this.handOut(known.value);
    return this.#counted({ status: 'hit', reason: 'negative', value, slot: NONE });
  }

  #fresh(key: K, slot: number, how: Asking): Answer<K, V> {
    const { cache } = this;
    const renewing = this.#renewing(key);
    if (!renewing && this.guards.expiresEarly(slot, key)) return this.#miss(key, 'early', how);
    const refresh = !renewing && this.guards.refreshes(slot, key) ? this.#begin(key, 'refresh') : undefined;
    cache.countHit(slot);
    const value = this.handOut(cache.valueAt(slot) as V);
    return this.#counted({ status: 'hit', reason: 'fresh', value, slot, refresh });
  }

  #expired(key: K, slot: number, how: Asking): Answer<K, V> {
    const { cache } = this;
    const { staleWhileRevalidate, staleIfError } = this.settings;
    const past = cache.now - cache.deadlineAt(slot);
    if (staleIfError !== 'off' && past < staleIfError.graceMs && this.guards.pausing(slot, key))
      return this.#stale(slot, 'error');
    if (staleWhileRevalidate !== 'off' && past < staleWhileRevalidate.graceMs)
      return this.#stale(slot, 'revalidating', this.#rests(key) ? undefined : this.#begin(key, 'refresh'));
    return this.#remembered(key) ?? this.#miss(key, 'expired', how);
  }

  #stale(slot: number, reason: StaleReason, refresh?: Lease<K>): Answer<K, V> {
    this.cache.countStale(slot, reason);
    const value = this.handOut(this.cache.valueAt(slot) as V);
    return this.#counted({ status: 'stale', reason, value, slot, refresh });
  }

  #miss(key: K, reason: MissReason, how: Asking): Answer<K, V> {
    const { cache } = this;
    // The doorkeeper records every request, including joining ones: two concurrent requests count as two.
    const wanted = !how.scan && this.guards.admits(key);
    // A hanging refresh must not block the key after its value has expired: joining it is safe only with a limit.
    const refreshes = reason === 'early' || this.guards.limited;
    const ident = cache.identOf(key);
    const running = this.settings.singleFlight ? this.running.joinable(ident, refreshes) : undefined;
    if (running) {
      running.wanted ||= wanted;
      cache.countCoalesced(key);
      return this.#counted({ status: 'coalesced', reason: 'in-flight', lease: running });
    }
    cache.countMiss(key, reason);
    const lease = this.#begin(key, reason);
    // A refreshed key has been requested before.
    lease.wanted = wanted || reason === 'early';
    return this.#counted({ status: 'miss', reason, lease });
  }

  /** Removes a value that failed the check on read. A second failed check within the pause is a failure. */
  #corrupt(key: K, how: Asking): Answer<K, V> {
    this.cache.delete(key);
    this.guards.noteCorrupt(key);
    return this.#remembered(key) ?? this.#miss(key, 'corrupt', how);
  }

  #renewing(key: K): boolean {
    return this.running.joinable(this.cache.identOf(key)) !== undefined;
  }

  /** Returns whether no refresh may start: one is running, or the failure of the last one is cached. */
  #rests(key: K): boolean {
    return this.#renewing(key) || this.guards.resting(key);
  }

  #begin(key: K, reason: MissReason | 'refresh'): RunningLease<K> {
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

  #counted(answer: Answer<K, V>): Answer<K, V> {
    this.counters.requests++;
    const kind = `${answer.status}: ${answer.reason}` as AnswerKind;
    this.counters.answers[kind] = (this.counters.answers[kind] ?? 0) + 1;
    return answer;
  }
}
