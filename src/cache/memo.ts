import type { Answer, Lease, MissReason, StaleReason } from './answer';
import type { Cache } from './cache';
import { Guards } from './guards';
import type { AnswerKind } from './memo-counters';
import { MemoLeases } from './memo-leases';
import type { Asking, MemoHooks, MemoOptions } from './memo-options';
import { NONE } from './policy';

export type { AnswerKind, MemoCounters } from './memo-counters';
export type { About, Asking, MemoHooks, MemoOptions, MemoSettings } from './memo-options';

/**
 * Core of `memoize`, without promises: the answer to a request says what to do, and the caller reports the result
 * later. So an engine can drive it in virtual time and a promise shell in real time. Each protection is switched by its
 * own option; see `protections/`. This class answers requests; its base classes hold computations and invalidations.
 */
export class Memo<K, V> extends MemoLeases<K, V> {
  constructor(cache: Cache<K, V>, options: MemoOptions, hooks: MemoHooks<K, V> = {}) {
    super(cache, new Guards(cache, hooks));
    cache.rememberDepartures();
    this.reconfigure(options);
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
    const refresh = !renewing && this.guards.refreshes(slot, key) ? this.begin(key, 'refresh') : undefined;
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
      return this.#stale(slot, 'revalidating', this.#rests(key) ? undefined : this.begin(key, 'refresh'));
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
    const lease = this.begin(key, reason);
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

  #counted(answer: Answer<K, V>): Answer<K, V> {
    this.counters.requests++;
    const kind = `${answer.status}: ${answer.reason}` as AnswerKind;
    this.counters.answers[kind] = (this.counters.answers[kind] ?? 0) + 1;
    return answer;
  }
}
