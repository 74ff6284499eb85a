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
 * The core of `memoize`, without promises: a request is told what to do, and its caller reports later what came of it.
 * So an engine can drive it in virtual time and a promise shell in real time. Each protection is switched by its own
 * option; see `protections/`. One rule has no switch: a computation never replaces a value that was read later.
 */
export class Memo<K, V> extends MemoInvalidation<K, V> {
  counters = newMemoCounters();
  /** Readings so far: computations are ordered by when they began to read, not by when they end. */
  #readings = 0;

  constructor(cache: Cache<K, V>, options: MemoOptions, hooks: MemoHooks<K, V> = {}) {
    super(cache, new Guards(cache, hooks));
    cache.rememberDepartures();
    this.reconfigure(options);
  }

  get settings(): MemoSettings {
    return this.guards.settings;
  }

  /** Computations that are under way. */
  get inFlight(): number {
    return this.running.count;
  }

  /** Switches protections. Computations under way continue. Throws where a protection lacks the hook it needs. */
  reconfigure(change: MemoOptions): void {
    this.guards.change(change);
  }

  /**
   * Asks for a key. A `miss` comes with a lease: the right and the duty to make the value and to say so with `fulfil`
   * or `fail`; so does a `refresh`. With `coalesced` another caller has the lease: wait for its end.
   */
  ask(asked: K, how: Asking = {}): Answer<K, V> {
    const { cache } = this;
    const key = this.guards.named(asked);
    const slot = cache.find(key);
    if (slot === NONE) return this.#remembered(key) ?? this.#miss(key, cache.whyMissing(key), how);
    if (how.newest && this.#renewing(key)) return this.#miss(key, 'early', how);
    if (this.guards.isCorrupt(slot, key)) return this.#corrupt(key, how);
    return cache.isDead(slot) ? this.#dead(key, slot, how) : this.#alive(key, slot, how);
  }

  /** The slot of the value that the key would be answered with, or -1. Counts nothing, changes nothing. */
  slotOf(asked: K): number {
    return this.cache.slotOf(this.guards.named(asked));
  }

  /**
   * Returns the lease to recompute a value that is served until then. The value of a computation already under way
   * for the key will not be kept.
   */
  renew(asked: K): Lease<K> {
    this.revokeKey(asked);
    return this.#begin(this.guards.named(asked), 'refresh');
  }

  /**
   * Stores a value that was made without a lease, just now. The values of computations under way for the key were read
   * before it and will not be kept. The slot, or -1 when the cache refuses it.
   */
  put(asked: K, value: V, about: About = {}): number {
    const key = this.guards.named(asked);
    this.revokeKey(asked);
    this.running.supersede(this.cache.identOf(key), ++this.#readings);
    this.guards.negatives?.delete(key);
    return this.cache.set(key, guarded(value, this.settings.aliasing), about);
  }

  /** Says that what the value is made from is read only now, not when the lease began. */
  reading(lease: Lease<K>): void {
    const mine = own(lease);
    mine.moment = this.cache.invalidations;
    mine.reading = ++this.#readings;
    mine.superseded = false;
  }

  /** Checks a value before `fulfil`. Throws `ValueCheckError` where a check on read is on and it does not pass. */
  check(lease: Lease<K>, value: V): void {
    const mine = own(lease);
    mine.checked = this.guards.passes(value, mine.key);
    if (!mine.checked) throw new ValueCheckError(mine.key);
  }

  /** Says what the value will be made from, as soon as that is known: then an invalidation revokes the lease at once. */
  declare(lease: Lease<K>, tags: ArrayLike<number>): void {
    const mine = own(lease);
    mine.tags = tags;
    if (this.cache.invalidatedSince(mine.moment, tags)) this.revoke(mine);
  }

  /**
   * Ends a lease with a value. The slot it was stored in; -1 when it was not: there was nothing to keep, the cache
   * refused it, what it was made from was invalidated meanwhile, or a value that was read later is known. Callers that
   * wait get the value all the same, through `handOut`. A value that does not pass the check on read is a failure.
   * Throws, and the lease has ended, for a value that cannot be frozen or copied where it should be.
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

  /** Returns the fallback for a caller that has waited as long as the soft limit. The computation continues. */
  late(lease: Lease<K>): Served<K, V> | undefined {
    const { timeLimits } = this.settings;
    return timeLimits === 'off' ? undefined : this.#instead(lease.key, 'timeout', timeLimits.graceMs);
  }

  /**
   * Ends the wait for a computation at the hard limit: the next request starts another. Its value is kept if it still
   * comes, unless one that was read later came first.
   */
  abandon(lease: Lease<K>): void {
    own(lease).joinable = false;
  }

  /** Whether a computation that failed may be tried again under its lease; counts it if so. */
  mayRetry(lease: Lease<K>, attempts: number): boolean {
    own(lease);
    const may = this.guards.mayRetry(attempts);
    if (may) this.counters.retries++;
    return may;
  }

  /** Returns the value for one caller: a copy of its own, if that is the protection. */
  handOut(value: V): V {
    return ownCopy(value, this.settings.aliasing);
  }

  /** What the memo knows beside its cache, which is saved by itself. */
  save() {
    const { answers, ...counters } = this.counters;
    return {
      counters: { ...counters, answers: { ...answers } },
      readings: this.#readings,
      running: this.running.save(),
      guards: this.guards.save(),
    };
  }

  /** The memo must have been made with the same hooks, over a cache that is restored beside it. */
  restore({ counters, readings, running, guards }: ReturnType<Memo<K, V>['save']>): void {
    this.counters = { ...counters, answers: { ...counters.answers } };
    this.#readings = readings;
    this.running.restore(running);
    this.guards.restore(guards);
  }

  /** The leases of the computations that are under way, by number. */
  leases(): Map<number, Lease<K>> {
    const leases = new Map<number, Lease<K>>();
    this.running.forEach((lease) => {
      leases.set(lease.number, lease);
    });
    return leases;
  }

  /** Answers from the memory of failures and of "there is nothing", if it knows the key. */
  #remembered(key: K): Answer<K, V> | undefined {
    const known = this.guards.negatives?.get(key);
    if (known === undefined) return undefined;
    this.cache.countNegative();
    if ('error' in known)
      return this.#counted({ status: 'failed', reason: 'remembered', error: known.error });
    const value = this.handOut(known.value);
    return this.#counted({ status: 'hit', reason: 'negative', value, slot: NONE });
  }

  #alive(key: K, slot: number, how: Asking): Answer<K, V> {
    const { cache } = this;
    const renewing = this.#renewing(key);
    if (!renewing && this.guards.takesForDead(slot, key)) return this.#miss(key, 'early', how);
    const refresh = !renewing && this.guards.refreshes(slot, key) ? this.#begin(key, 'refresh') : undefined;
    cache.countHit(slot);
    const value = this.handOut(cache.valueAt(slot) as V);
    return this.#counted({ status: 'hit', reason: 'fresh', value, slot, refresh });
  }

  #dead(key: K, slot: number, how: Asking): Answer<K, V> {
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
    // The doorkeeper notes every request, those that join too: two at once are two.
    const wanted = !how.scan && this.guards.admits(key);
    // A refresh that hangs must not hold the key after its value has expired: only a limit makes it safe to join.
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
    // A key that is refreshed has proved its worth.
    lease.wanted = wanted || reason === 'early';
    return this.#counted({ status: 'miss', reason, lease });
  }

  /** The value does not pass the check on read: it leaves. A second failed check within the pause is a failure. */
  #corrupt(key: K, how: Asking): Answer<K, V> {
    this.cache.delete(key);
    this.guards.noteCorrupt(key);
    return this.#remembered(key) ?? this.#miss(key, 'corrupt', how);
  }

  #renewing(key: K): boolean {
    return this.running.joinable(this.cache.identOf(key)) !== undefined;
  }

  /** Whether no refresh is to begin: one is under way, or the last one failed and that is remembered. */
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

  /** Returns the fallback for a value that cannot be had: an unexpired one, or one expired for less than `graceMs`. */
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
