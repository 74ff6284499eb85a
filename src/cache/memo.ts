import type { Answer, Lease, MissReason, StaleReason } from './answer';
import { Cache } from './cache';
import { type AnswerKind, newMemoCounters } from './memo-counters';
import {
  defaultMemoSettings,
  graceOf,
  type MemoHooks,
  type MemoOptions,
  type MemoSettings,
} from './memo-options';
import { NONE } from './policy';
import { deepFreeze } from './protections/aliasing';
import { expiresEarly } from './protections/early-expiry';
import { isLate } from './protections/refresh-ahead';
import { RetryBudget } from './protections/retry-budget';
import { Doorkeeper } from './protections/scan-bypass';
import { Running, RunningLease } from './running';

export type { AnswerKind, MemoCounters } from './memo-counters';
export type { MemoHooks, MemoOptions, MemoSettings } from './memo-options';

/** What a computed value brings along. */
export interface About {
  /** Dense numbers from 0, none twice. Kept as they are, not copied. */
  readonly tags?: ArrayLike<number>;
  readonly ttlMs?: number | 'never';
  /** Left out: from the lease's start to its end, on the cache's clock. */
  readonly costMs?: number;
}

/** How one asks. */
export interface Asking {
  /** Part of a scan: what must be computed is not kept. */
  readonly scan?: boolean;
}

type Remembered<V> = { readonly value: V } | { readonly error: unknown };

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
  #negatives: Cache<K, Remembered<V>> | undefined;
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
    if (settings.negativeCaching !== before.negativeCaching) this.#negatives = this.#newNegatives();
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
    if (slot === NONE) return this.#absent(key, how);
    if (this.#settings.valueCheck && !this.#hooks.check?.(cache.valueAt(slot) as V, key)) {
      cache.delete(key);
      return this.#miss(key, 'corrupt', how);
    }
    return cache.isDead(slot) ? this.#dead(key, slot, how) : this.#alive(key, slot, how);
  }

  /** Says that what the value is made from is read only now, not when the lease began. */
  reading(lease: Lease<K>): void {
    this.#own(lease).moment = this.cache.invalidations;
  }

  /** Says what the value will be made from, as soon as that is known: then an invalidation revokes the lease at once. */
  declare(lease: Lease<K>, tags: ArrayLike<number>): void {
    const own = this.#own(lease);
    own.tags = tags;
    if (this.cache.invalidatedSince(own.moment, tags)) this.#revoke(own);
  }

  /**
   * Ends a lease with a value. The slot it was stored in; -1 when it was not: there was nothing to keep, the cache
   * refused it, or what it was made from was invalidated meanwhile. Who waits gets the value all the same, through
   * `handOut`.
   */
  fulfil(lease: Lease<K>, value: V, about: About = {}): number {
    const own = this.#own(lease);
    const { cache } = this;
    this.#running.end(own);
    this.counters.fulfilled++;
    if (cache.invalidatedSince(own.moment, about.tags)) this.#revoke(own);
    if (own.revoked && this.#settings.leases) {
      this.counters.revoked++;
      return cache.refuse(own.key, 'revoked');
    }
    if (this.#negatives && this.#isNegative(value)) {
      this.counters.negative++;
      cache.delete(own.key);
      this.#negatives.set(own.key, { value: this.#kept(value) }, { tags: about.tags });
      return NONE;
    }
    this.#negatives?.delete(own.key);
    if (!own.wanted) return cache.refuse(own.key, 'bypassed');
    const costMs = about.costMs ?? cache.clock() - own.startedAt;
    return cache.set(own.key, this.#kept(value), { ...about, costMs });
  }

  /** Ends a lease without a value. What who waits may have instead: a value past its time, or one that lives still. */
  fail(lease: Lease<K>, error: unknown): Answer<K, V> | undefined {
    const own = this.#own(lease);
    this.#running.end(own);
    this.counters.failed++;
    this.cache.noteFailure(own.key);
    const { negativeCaching, staleIfError } = this.#settings;
    const instead = this.#instead(own.key, 'error', staleIfError === 'off' ? 0 : staleIfError.graceMs);
    if (!instead && this.#negatives && negativeCaching !== 'off' && negativeCaching.errors)
      this.#negatives.set(own.key, { error });
    return instead;
  }

  /** The soft limit has passed for who waits: what they may have instead. The computation goes on. */
  late(lease: Lease<K>): Answer<K, V> | undefined {
    const { timeLimits } = this.#settings;
    return timeLimits === 'off' ? undefined : this.#instead(lease.key, 'timeout', timeLimits.graceMs);
  }

  /** The hard limit has passed: the next who asks starts anew. The value is kept if it comes yet. */
  abandon(lease: Lease<K>): void {
    this.#own(lease).joinable = false;
  }

  /** Whether a computation that failed may be tried again under its lease; counts it if so. */
  mayRetry(lease: Lease<K>, attempts: number): boolean {
    this.#own(lease);
    const { retryBudget } = this.#settings;
    if (retryBudget === 'off' || attempts >= retryBudget.attempts || !this.#retries?.take()) return false;
    this.counters.retries++;
    return true;
  }

  /** The value as one of those who ask may have it: a copy of their own, if that is the protection. */
  handOut(value: V): V {
    const { aliasing } = this.#settings;
    return aliasing !== 'off' && aliasing.by === 'copy' ? structuredClone(value) : value;
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

  #absent(key: K, how: Asking): Answer<K, V> {
    const known = this.#negatives?.get(key);
    if (known === undefined) return this.#miss(key, this.cache.whyMissing(key), how);
    this.cache.countNegative();
    if ('error' in known)
      return this.#counted({ status: 'failed', reason: 'remembered', error: known.error });
    return this.#counted({
      status: 'hit',
      reason: 'negative',
      value: this.handOut(known.value),
      slot: NONE,
    });
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
      !this.#pausing(key);
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
    if (staleIfError !== 'off' && past < staleIfError.graceMs && this.#pausing(key))
      return this.#stale(slot, 'error');
    if (staleWhileRevalidate !== 'off' && past < staleWhileRevalidate.graceMs) {
      const renewing = this.#running.joinable(cache.identOf(key)) !== undefined;
      return this.#stale(slot, 'revalidating', renewing ? undefined : this.#begin(key, 'refresh'));
    }
    return this.#miss(key, 'expired', how);
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
  #instead(key: K, reason: StaleReason, graceMs: number): Answer<K, V> | undefined {
    const { cache } = this;
    const slot = cache.find(key);
    if (slot === NONE) return undefined;
    const past = cache.now - cache.deadlineAt(slot);
    if (past >= graceMs && past >= 0) return undefined;
    this.counters.rescued++;
    const value = this.handOut(cache.valueAt(slot) as V);
    return past < 0
      ? { status: 'hit', reason: 'fresh', value, slot }
      : { status: 'stale', reason, value, slot };
  }

  /** Whether the last attempt failed so short a while ago that no other is made yet. */
  #pausing(key: K): boolean {
    const { staleIfError } = this.#settings;
    if (staleIfError === 'off') return false;
    const failedAt = this.cache.failedAt(key);
    return failedAt !== undefined && this.cache.now - failedAt < staleIfError.pauseMs;
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

  #kept(value: V): V {
    const { aliasing } = this.#settings;
    if (aliasing === 'off') return value;
    return aliasing.by === 'freeze' ? deepFreeze(value) : structuredClone(value);
  }

  #isNegative(value: V): boolean {
    return this.#hooks.isNegative ? this.#hooks.isNegative(value) : value === undefined || value === null;
  }

  #named(key: K): K {
    return this.#settings.versionedKeys && this.#hooks.versioned ? this.#hooks.versioned(key) : key;
  }

  #newNegatives(): Cache<K, Remembered<V>> | undefined {
    const { negativeCaching } = this.#settings;
    if (negativeCaching === 'off') return undefined;
    const { ttlMs, maxEntries } = negativeCaching;
    return new Cache<K, Remembered<V>>({
      name: `${this.cache.name}, nothing there`,
      policy: 'lru',
      maxEntries,
      maxBytes: 'unbounded',
      ttlMs,
      expiry: 'lazy',
      clock: this.cache.clock,
      random: this.cache.random,
      keyOf: (key) => this.cache.identOf(key),
      details: false,
    });
  }

  #own(lease: Lease<K>): RunningLease<K> {
    if (!(lease instanceof RunningLease)) throw new Error('This lease was not given out by a memo');
    if (lease.ended) throw new Error(`The lease for ${String(lease.key)} has ended already`);
    return lease;
  }

  #counted(answer: Answer<K, V>): Answer<K, V> {
    this.counters.requests++;
    const kind = `${answer.status}: ${answer.reason}` as AnswerKind;
    this.counters.answers[kind] = (this.counters.answers[kind] ?? 0) + 1;
    return answer;
  }
}
