import type { Answer, Lease, MissReason, Served, StaleReason } from './answer';
import type { Cache } from './cache';
import { Guards } from './guards';
import { type AnswerKind, newMemoCounters } from './memo-counters';
import type { About, Asking, MemoHooks, MemoOptions, MemoSettings } from './memo-options';
import { NONE } from './policy';
import { guarded, ownCopy } from './protections/aliasing';
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
  readonly #guards: Guards<K, V>;
  readonly #running = new Running<K>();

  constructor(
    readonly cache: Cache<K, V>,
    options: MemoOptions,
    hooks: MemoHooks<K, V> = {},
  ) {
    this.#guards = new Guards(cache, hooks);
    cache.rememberDepartures();
    this.reconfigure(options);
  }

  get settings(): MemoSettings {
    return this.#guards.settings;
  }

  /** Computations that are under way. */
  get inFlight(): number {
    return this.#running.count;
  }

  /** Switches protections. Computations under way go on. Throws where a protection lacks the hook it needs. */
  reconfigure(change: MemoOptions): void {
    this.#guards.change(change);
  }

  /**
   * Asks for a key. A `miss` comes with a lease: the right and the duty to make the value and to say so with `fulfil`
   * or `fail`; so does a `refresh`. With `coalesced` somebody else has the lease: wait for its end.
   */
  ask(asked: K, how: Asking = {}): Answer<K, V> {
    const { cache } = this;
    const key = this.#guards.named(asked);
    const slot = cache.find(key);
    if (slot === NONE) return this.#remembered(key) ?? this.#miss(key, cache.whyMissing(key), how);
    if (how.newest && this.#renewing(key)) return this.#miss(key, 'early', how);
    if (this.#guards.isCorrupt(slot, key)) {
      cache.delete(key);
      return this.#miss(key, 'corrupt', how);
    }
    return cache.isDead(slot) ? this.#dead(key, slot, how) : this.#alive(key, slot, how);
  }

  /** The slot of the value that the key would be answered with, or -1. Counts nothing, changes nothing. */
  slotOf(asked: K): number {
    return this.cache.slotOf(this.#guards.named(asked));
  }

  /**
   * The lease to make a value anew behind those who get the old one until then. What is being made for the key already
   * is from before: it will not be kept.
   */
  renew(asked: K): Lease<K> {
    this.revokeKey(asked);
    return this.#begin(this.#guards.named(asked), 'refresh');
  }

  /**
   * Puts in a value that somebody made without a lease, in the place of the one that the key has. What is being made
   * for the key is from before: it will not be kept. The slot, or -1 when the cache refuses it.
   */
  put(asked: K, value: V, about: About = {}): number {
    const key = this.#guards.named(asked);
    this.revokeKey(asked);
    this.#guards.negatives?.delete(key);
    return this.cache.set(key, guarded(value, this.settings.aliasing), about);
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
    const kept = guarded(value, this.settings.aliasing);
    if (cache.invalidatedSince(mine.moment, about.tags)) this.#revoke(mine);
    if (mine.revoked && this.settings.leases) {
      this.counters.revoked++;
      return cache.refuse(mine.key, 'revoked');
    }
    if (about.keep === false) return cache.refuse(mine.key, 'unkept');
    if (this.#guards.negatives && this.#guards.isNegative(value)) {
      this.counters.negative++;
      cache.delete(mine.key);
      this.#guards.negatives.set(mine.key, { value: kept }, { tags: about.tags });
      return NONE;
    }
    this.#guards.negatives?.delete(mine.key);
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
    const { negativeCaching, staleIfError } = this.settings;
    const instead = this.#instead(mine.key, 'error', staleIfError === 'off' ? 0 : staleIfError.graceMs);
    const outdated = mine.revoked && this.settings.leases;
    if (!instead && !outdated && negativeCaching !== 'off' && negativeCaching.errors)
      this.#guards.negatives?.set(mine.key, { error }, { tags: mine.tags });
    return instead;
  }

  /** The soft limit has passed for who waits: what they may have instead. The computation goes on. */
  late(lease: Lease<K>): Served<K, V> | undefined {
    const { timeLimits } = this.settings;
    return timeLimits === 'off' ? undefined : this.#instead(lease.key, 'timeout', timeLimits.graceMs);
  }

  /** The hard limit has passed: the next who asks starts anew. The value is kept if it comes yet. */
  abandon(lease: Lease<K>): void {
    own(lease).joinable = false;
  }

  /** Whether a computation that failed may be tried again under its lease; counts it if so. */
  mayRetry(lease: Lease<K>, attempts: number): boolean {
    own(lease);
    const may = this.#guards.mayRetry(attempts);
    if (may) this.counters.retries++;
    return may;
  }

  /** The value as one of those who ask may have it: a copy of their own, if that is the protection. */
  handOut(value: V): V {
    return ownCopy(value, this.settings.aliasing);
  }

  /** The key's entry leaves, and a value of it that is being made will not be kept. Whether there was an entry. */
  invalidateKey(asked: K): boolean {
    const key = this.#guards.named(asked);
    this.revokeKey(asked);
    const negative = this.#guards.negatives?.delete(key) ?? false;
    return this.cache.delete(key) || negative;
  }

  /** As `Cache.invalidateTag`; values being made from what the tag stands for will not be kept. */
  invalidateTag(tag: number): number {
    const carriers = this.cache.invalidateTag(tag) + (this.#guards.negatives?.invalidateTag(tag) ?? 0);
    this.#revokeOutdated();
    return carriers;
  }

  /** A value of the key that is being made will not be kept. Its entry stays. */
  revokeKey(asked: K): void {
    const ident = this.cache.identOf(this.#guards.named(asked));
    this.#running.forKey(ident, (lease) => this.#revoke(lease));
  }

  /** Values being made from what the tag stands for will not be kept. Entries stay. */
  revokeTag(tag: number): void {
    this.cache.revokeTag(tag);
    this.#revokeOutdated();
  }

  /** The key's entry is past its time from now on, and is there for who accepts a stale answer. */
  purgeKey(asked: K): boolean {
    const key = this.#guards.named(asked);
    this.revokeKey(asked);
    this.#guards.negatives?.delete(key);
    return this.cache.purge(key);
  }

  /** As `Cache.purgeTag`; values being made from what the tag stands for will not be kept. */
  purgeTag(tag: number): number {
    const carriers = this.cache.purgeTag(tag) + (this.#guards.negatives?.invalidateTag(tag) ?? 0);
    this.#revokeOutdated();
    return carriers;
  }

  clear(): void {
    this.#running.forEach((lease) => {
      this.#revoke(lease);
    });
    this.#guards.negatives?.clear();
    this.cache.clear();
  }

  /** What is known of a key for which there is no value to serve. */
  #remembered(key: K): Answer<K, V> | undefined {
    const known = this.#guards.negatives?.get(key);
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
    if (!renewing && this.#guards.takesForDead(slot)) return this.#miss(key, 'early', how);
    const refresh = !renewing && this.#guards.refreshes(slot, key) ? this.#begin(key, 'refresh') : undefined;
    cache.countHit(slot);
    const value = this.handOut(cache.valueAt(slot) as V);
    return this.#counted({ status: 'hit', reason: 'fresh', value, slot, refresh });
  }

  #dead(key: K, slot: number, how: Asking): Answer<K, V> {
    const { cache } = this;
    const { staleWhileRevalidate, staleIfError } = this.settings;
    const past = cache.now - cache.deadlineAt(slot);
    if (staleIfError !== 'off' && past < staleIfError.graceMs && this.#guards.pausing(slot, key))
      return this.#stale(slot, 'error');
    if (staleWhileRevalidate !== 'off' && past < staleWhileRevalidate.graceMs)
      return this.#stale(slot, 'revalidating', this.#renewing(key) ? undefined : this.#begin(key, 'refresh'));
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
    const wanted = !how.scan && this.#guards.admits(key);
    const running = this.settings.singleFlight ? this.#running.joinable(cache.identOf(key)) : undefined;
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

  #renewing(key: K): boolean {
    return this.#running.joinable(this.cache.identOf(key)) !== undefined;
  }

  #begin(key: K, reason: MissReason | 'refresh'): RunningLease<K> {
    const { cache } = this;
    const lease = new RunningLease(key, cache.identOf(key), cache.clock(), reason, cache.invalidations);
    this.#running.add(lease);
    this.#guards.attempted();
    this.counters.started++;
    return lease;
  }

  /** What there is for who cannot have a new value: a living one, or one not longer past its time than `graceMs`. */
  #instead(key: K, reason: StaleReason, graceMs: number): Served<K, V> | undefined {
    const { cache } = this;
    const slot = cache.find(key);
    if (slot === NONE) return undefined;
    const past = cache.now - cache.deadlineAt(slot);
    if ((past >= graceMs && past >= 0) || this.#guards.isCorrupt(slot, key)) return undefined;
    this.counters.rescued++;
    const value = this.handOut(cache.valueAt(slot) as V);
    return past < 0
      ? { status: 'hit', reason: 'fresh', value, slot }
      : { status: 'stale', reason, value, slot };
  }

  #revokeOutdated(): void {
    this.#running.forEach((lease) => {
      if (lease.tags && this.cache.invalidatedSince(lease.moment, lease.tags)) this.#revoke(lease);
    });
  }

  /** Its value is out of date before it comes: nobody joins it any more, and it will not be kept. */
  #revoke(lease: RunningLease<K>): void {
    lease.revoked = true;
    if (this.settings.leases) lease.joinable = false;
  }

  #counted(answer: Answer<K, V>): Answer<K, V> {
    this.counters.requests++;
    const kind = `${answer.status}: ${answer.reason}` as AnswerKind;
    this.counters.answers[kind] = (this.counters.answers[kind] ?? 0) + 1;
    return answer;
  }
}
