import type { Answer, Lease, MissReason, Served, StaleReason } from './answer';
import type { Cache } from './cache';
import { type AnswerKind, newMemoCounters } from './memo-counters';
import {
  type About,
  type Asking,
  defaultMemoSettings,
  graceOf,
  type MemoHooks,
  type MemoOptions,
  type MemoSettings,
} from './memo-options';
import { type Negatives, newNegatives } from './negatives';
import { NONE } from './policy';
import { guarded, ownCopy } from './protections/aliasing';
import { expiresEarly } from './protections/early-expiry';
import { isLate } from './protections/refresh-ahead';
import { RetryBudget } from './protections/retry-budget';
import { Doorkeeper } from './protections/scan-bypass';
import { own, Running, RunningLease } from './running';

export type { AnswerKind, MemoCounters } from './memo-counters';
export type { About, Asking, MemoHooks, MemoOptions, MemoSettings } from './memo-options';

/**
 * The core of `memoize`, without promises: who asks is told what to do, and says later what came of it. So an engine
 * can drive it in virtual time and a promise shell in real time. Each protection is switched by its own option; see
 * `protections/`.
 */
export class Memo<K, V> {
  readonly counters = newMemoCounters();
  readonly #hooks: MemoHooks<K, V>;
  readonly #running = new Running<K>();
  #settings: MemoSettings = defaultMemoSettings;
  #negatives: Negatives<K, V> | undefined;
  #doorkeeper: Doorkeeper | undefined;
  #retries: RetryBudget | undefined;

  constructor(
    readonly cache: Cache<K, V>,
    options: MemoOptions,
    hooks: MemoHooks<K, V> = {},
  ) {
    this.#hooks = hooks;
    cache.rememberDepartures();
    this.reconfigure(options);
  }

  get settings(): MemoSettings {
    return this.#settings;
  }

  /** Computations that are under way. */
  get inFlight(): number {
    return this.#running.count;
  }

  /** Switches protections. Computations under way go on. Throws where a protection lacks the hook it needs. */
  reconfigure(change: MemoOptions): void {
    const before = this.#settings;
    const settings = { ...before, ...change };
    if (settings.versionedKeys && !this.#hooks.versioned)
      throw new Error(`Memo ${this.cache.name}: versioned keys need to be told how a key gets its version`);
    if (settings.valueCheck && !this.#hooks.check)
      throw new Error(`Memo ${this.cache.name}: a check on read needs the check`);
    this.#settings = settings;
    const graceMs = graceOf(settings);
    if (graceMs !== this.cache.graceMs) this.cache.reconfigure({ graceMs });
    if (settings.negativeCaching !== before.negativeCaching)
      this.#negatives =
        settings.negativeCaching === 'off' ? undefined : newNegatives(this.cache, settings.negativeCaching);
    if (settings.scanBypass !== before.scanBypass)
      this.#doorkeeper =
        settings.scanBypass === 'off' ? undefined : new Doorkeeper(settings.scanBypass.memory);
    if (settings.retryBudget !== before.retryBudget)
      this.#retries =
        settings.retryBudget === 'off'
          ? undefined
          : new RetryBudget(settings.retryBudget.share, settings.retryBudget.burst);
  }

  /**
   * Asks for a key. A `miss` comes with a lease: the right and the duty to make the value and to say so with `fulfil`
   * or `fail`; so does a `refresh`. With `coalesced` somebody else has the lease: wait for its end.
   */
  ask(asked: K, how: Asking = {}): Answer<K, V> {
    const { cache } = this;
    const key = this.#named(asked);
    const slot = cache.find(key);
    if (slot === NONE) return this.#remembered(key) ?? this.#miss(key, cache.whyMissing(key), how);
    if (this.#isCorrupt(slot, key)) {
      cache.delete(key);
      return this.#miss(key, 'corrupt', how);
    }
    return cache.isDead(slot) ? this.#dead(key, slot, how) : this.#alive(key, slot, how);
  }

  /** Says that what the value is made from is read only now, not when the lease began. */
  reading(lease: Lease<K>): void {
    own(lease).moment = this.cache.invalidations;
  }

  /** Says what the value will be made from, as soon as that is known: then an invalidation revokes the lease at once. */
  declare(lease: Lease<K>, tags: ArrayLike<number>): void {
    const mine = own(lease);
    mine.tags = tags;
    if (this.cache.invalidatedSince(mine.moment, tags)) this.#revoke(mine);
  }

  /**
   * Ends a lease with a value. The slot it was stored in; -1 when it was not: there was nothing to keep, the cache
   * refused it, or what it was made from was invalidated meanwhile. Who waits gets the value all the same, through
   * `handOut`. Throws, and the lease has ended, for a value that cannot be frozen or copied where it should be.
   */
  fulfil(lease: Lease<K>, value: V, about: About = {}): number {
    const mine = own(lease);
    const { cache } = this;
    this.#running.end(mine);
    this.counters.fulfilled++;
    const kept = guarded(value, this.#settings.aliasing);
    if (cache.invalidatedSince(mine.moment, about.tags)) this.#revoke(mine);
    if (mine.revoked && this.#settings.leases) {
      this.counters.revoked++;
      return cache.refuse(mine.key, 'revoked');
    }
    if (this.#negatives && this.#isNegative(value)) {
      this.counters.negative++;
      cache.delete(mine.key);
      this.#negatives.set(mine.key, { value: kept }, { tags: about.tags });
      return NONE;
    }
    this.#negatives?.delete(mine.key);
    if (!mine.wanted) return cache.refuse(mine.key, 'bypassed');
    const costMs = about.costMs ?? cache.clock() - mine.startedAt;
    return cache.set(mine.key, kept, { ...about, costMs });
  }

  /** Ends a lease without a value. What who waits may have instead: a value past its time, or one that lives still. */
  fail(lease: Lease<K>, error: unknown): Served<K, V> | undefined {
    const mine = own(lease);
    this.#running.end(mine);
    this.counters.failed++;
    this.cache.noteFailure(mine.key);
    const { negativeCaching, staleIfError } = this.#settings;
    const instead = this.#instead(mine.key, 'error', staleIfError === 'off' ? 0 : staleIfError.graceMs);
    const outdated = mine.revoked && this.#settings.leases;
    if (!instead && !outdated && negativeCaching !== 'off' && negativeCaching.errors)
      this.#negatives?.set(mine.key, { error }, { tags: mine.tags });
    return instead;
  }

  /** The soft limit has passed for who waits: what they may have instead. The computation goes on. */
  late(lease: Lease<K>): Served<K, V> | undefined {
    const { timeLimits } = this.#settings;
    return timeLimits === 'off' ? undefined : this.#instead(lease.key, 'timeout', timeLimits.graceMs);
  }

  /** The hard limit has passed: the next who asks starts anew. The value is kept if it comes yet. */
  abandon(lease: Lease<K>): void {
    own(lease).joinable = false;
  }

  /** Whether a computation that failed may be tried again under its lease; counts it if so. */
  mayRetry(lease: Lease<K>, attempts: number): boolean {
    own(lease);
    const { retryBudget } = this.#settings;
    if (retryBudget === 'off' || attempts >= retryBudget.attempts || !this.#retries?.take()) return false;
    this.counters.retries++;
    return true;
  }

  /** The value as one of those who ask may have it: a copy of their own, if that is the protection. */
  handOut(value: V): V {
    return ownCopy(value, this.#settings.aliasing);
  }

  /** The key's entry leaves, and a value of it that is being made will not be kept. Whether there was an entry. */
  invalidateKey(asked: K): boolean {
    const key = this.#named(asked);
    this.#running.forKey(this.cache.identOf(key), (lease) => this.#revoke(lease));
    const negative = this.#negatives?.delete(key) ?? false;
    return this.cache.delete(key) || negative;
  }

  /** As `Cache.invalidateTag`; values being made from what the tag stands for will not be kept. */
  invalidateTag(tag: number): number {
    const carriers = this.cache.invalidateTag(tag) + (this.#negatives?.invalidateTag(tag) ?? 0);
    this.#revokeOutdated();
    return carriers;
  }

  /** The key's entry is past its time from now on, and is there for who accepts a stale answer. */
  purgeKey(asked: K): boolean {
    const key = this.#named(asked);
    this.#running.forKey(this.cache.identOf(key), (lease) => this.#revoke(lease));
    this.#negatives?.delete(key);
    return this.cache.purge(key);
  }

  /** As `Cache.purgeTag`; values being made from what the tag stands for will not be kept. */
  purgeTag(tag: number): number {
    const carriers = this.cache.purgeTag(tag) + (this.#negatives?.invalidateTag(tag) ?? 0);
    this.#revokeOutdated();
    return carriers;
  }

  clear(): void {
    this.#running.forEach((lease) => {
      this.#revoke(lease);
    });
    this.#negatives?.clear();
    this.cache.clear();
  }

  /** What is known of a key for which there is no value to serve. */
  #remembered(key: K): Answer<K, V> | undefined {
    const known = this.#negatives?.get(key);
    if (known === undefined) return undefined;
    this.cache.countNegative();
    if ('error' in known)
      return this.#counted({ status: 'failed', reason: 'remembered', error: known.error });
    const value = this.handOut(known.value);
    return this.#counted({ status: 'hit', reason: 'negative', value, slot: NONE });
  }

  #alive(key: K, slot: number, how: Asking): Answer<K, V> {
    const { cache } = this;
    const { earlyExpiry, refreshAhead } = this.#settings;
    const now = cache.now;
    const deadline = cache.deadlineAt(slot);
    const renewing = this.#running.joinable(cache.identOf(key)) !== undefined;
    if (
      earlyExpiry !== 'off' &&
      !renewing &&
      expiresEarly(earlyExpiry.beta, cache.costOf(slot), deadline, now, cache.random)
    )
      return this.#miss(key, 'early', how);
    const renew =
      refreshAhead !== 'off' &&
      !renewing &&
      isLate(refreshAhead.at, cache.insertedAt(slot), deadline, now) &&
      !this.#pausing(key, slot);
    cache.countHit(slot);
    return this.#counted({
      status: 'hit',
      reason: 'fresh',
      value: this.handOut(cache.valueAt(slot) as V),
      slot,
      refresh: renew ? this.#begin(key, 'refresh') : undefined,
    });
  }

  #dead(key: K, slot: number, how: Asking): Answer<K, V> {
    const { cache } = this;
    const { staleWhileRevalidate, staleIfError } = this.#settings;
    const past = cache.now - cache.deadlineAt(slot);
    if (staleIfError !== 'off' && past < staleIfError.graceMs && this.#pausing(key, slot))
      return this.#stale(slot, 'error');
    if (staleWhileRevalidate !== 'off' && past < staleWhileRevalidate.graceMs) {
      const renewing = this.#running.joinable(cache.identOf(key)) !== undefined;
      return this.#stale(slot, 'revalidating', renewing ? undefined : this.#begin(key, 'refresh'));
    }
    return this.#remembered(key) ?? this.#miss(key, 'expired', how);
  }

  #stale(slot: number, reason: StaleReason, refresh?: Lease<K>): Answer<K, V> {
    this.cache.countStale(slot, reason);
    const value = this.handOut(this.cache.valueAt(slot) as V);
    return this.#counted({ status: 'stale', reason, value, slot, refresh });
  }

  #miss(key: K, reason: MissReason, how: Asking): Answer<K, V> {
    const { cache } = this;
    // The doorkeeper notes every request, those who join too: two at once are two.
    const wanted = !how.scan && (this.#doorkeeper?.knows(cache.hashOf(key)) ?? true);
    const running = this.#settings.singleFlight ? this.#running.joinable(cache.identOf(key)) : undefined;
    if (running) {
      running.wanted ||= wanted;
      cache.countCoalesced(key);
      return this.#counted({ status: 'coalesced', reason: 'in-flight', lease: running });
    }
    cache.countMiss(key, reason);
    const lease = this.#begin(key, reason);
    // What is renewed has proved its worth.
    lease.wanted = wanted || reason === 'early';
    return this.#counted({ status: 'miss', reason, lease });
  }

  #begin(key: K, reason: MissReason | 'refresh'): RunningLease<K> {
    const { cache } = this;
    const lease = new RunningLease(key, cache.identOf(key), cache.clock(), reason, cache.invalidations);
    this.#running.add(lease);
    this.#retries?.attempt();
    this.counters.started++;
    return lease;
  }

  /** What there is for who cannot have a new value: a living one, or one not longer past its time than `graceMs`. */
  #instead(key: K, reason: StaleReason, graceMs: number): Served<K, V> | undefined {
    const { cache } = this;
    const slot = cache.find(key);
    if (slot === NONE) return undefined;
    const past = cache.now - cache.deadlineAt(slot);
    if ((past >= graceMs && past >= 0) || this.#isCorrupt(slot, key)) return undefined;
    this.counters.rescued++;
    const value = this.handOut(cache.valueAt(slot) as V);
    return past < 0
      ? { status: 'hit', reason: 'fresh', value, slot }
      : { status: 'stale', reason, value, slot };
  }

  /** Whether the last attempt since the value came failed so short a while ago that no other is made yet. */
  #pausing(key: K, slot: number): boolean {
    const { staleIfError } = this.#settings;
    if (staleIfError === 'off') return false;
    const { now } = this.cache;
    const failedAt = this.cache.failedAt(key) ?? -Infinity;
    return failedAt >= this.cache.insertedAt(slot) && now - failedAt < staleIfError.pauseMs;
  }

  #revokeOutdated(): void {
    this.#running.forEach((lease) => {
      if (lease.tags && this.cache.invalidatedSince(lease.moment, lease.tags)) this.#revoke(lease);
    });
  }

  /** Its value is out of date before it comes: nobody joins it any more, and it will not be kept. */
  #revoke(lease: RunningLease<K>): void {
    lease.revoked = true;
    if (this.#settings.leases) lease.joinable = false;
  }

  /** A check that throws has not been passed. */
  #isCorrupt(slot: number, key: K): boolean {
    if (!this.#settings.valueCheck) return false;
    try {
      return !this.#hooks.check?.(this.cache.valueAt(slot) as V, key);
    } catch {
      return true;
    }
  }

  #isNegative(value: V): boolean {
    return this.#hooks.isNegative ? this.#hooks.isNegative(value) : value === undefined || value === null;
  }

  #named(key: K): K {
    return this.#settings.versionedKeys && this.#hooks.versioned ? this.#hooks.versioned(key) : key;
  }

  #counted(answer: Answer<K, V>): Answer<K, V> {
    this.counters.requests++;
    const kind = `${answer.status}: ${answer.reason}` as AnswerKind;
    this.counters.answers[kind] = (this.counters.answers[kind] ?? 0) + 1;
    return answer;
  }
}
