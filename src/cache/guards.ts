import type { Cache } from './cache';
import {
  defaultMemoSettings,
  graceOf,
  type MemoHooks,
  type MemoOptions,
  type MemoSettings,
} from './memo-options';
import { type Negatives, newNegatives } from './negatives';
import { expiresEarly } from './protections/early-expiry';
import { isLate } from './protections/refresh-ahead';
import { RetryBudget } from './protections/retry-budget';
import { Doorkeeper } from './protections/scan-bypass';
import { FailedChecks, ValueCheckError } from './protections/value-check';
import type { Ident } from './structures/key-table';

/** Number of failed checks remembered, if negative caching does not set it. */
const REMEMBERED_CHECKS = 1_000;

/** Present protections of a memo: their memory, and their decisions about a key. */
export class Guards<K, V> {
  settings: MemoSettings = defaultMemoSettings;
  /** Cache of absences and failures; undefined while no protection needs it. */
  negatives: Negatives<K, V> | undefined;
  #failedChecks: FailedChecks<Ident> | undefined;
  #doorkeeper: Doorkeeper | undefined;
  #retries: RetryBudget | undefined;

  constructor(
    private readonly cache: Cache<K, V>,
    private readonly hooks: MemoHooks<K, V>,
  ) {}

  /** Switches protections; unchanged ones keep their memory. Throws where a protection lacks its hook. */
  change(change: MemoOptions): void {
    const before = this.settings;
    const settings = { ...before, ...change };
    if (settings.versionedKeys && !this.hooks.versioned)
      throw new Error(`Memo ${this.cache.name}: versioned keys need to be told how a key gets its version`);
    if (settings.valueCheck !== 'off' && !this.hooks.check)
      throw new Error(`Memo ${this.cache.name}: a check on read needs the check`);
    this.settings = settings;
    const graceMs = graceOf(settings);
    if (graceMs !== this.cache.graceMs) this.cache.reconfigure({ graceMs });
    const { negativeCaching, scanBypass, retryBudget, valueCheck } = settings;
    if (negativeCaching !== before.negativeCaching || valueCheck !== before.valueCheck)
      this.negatives = this.#newNegatives(settings);
    if (valueCheck !== before.valueCheck) this.#failedChecks = newFailedChecks(settings);
    if (scanBypass !== before.scanBypass) this.#doorkeeper = newDoorkeeper(settings);
    if (retryBudget !== before.retryBudget) this.#retries = newRetries(settings);
  }

  /** Returns the key as stored: with its version, if keys are versioned. */
  named(key: K): K {
    return this.settings.versionedKeys && this.hooks.versioned ? this.hooks.versioned(key) : key;
  }

  /** Returns whether the resident value fails the check on read. */
  isCorrupt(slot: number, key: K): boolean {
    return this.settings.valueCheck !== 'off' && !this.passes(this.cache.valueAt(slot) as V, key);
  }

  /** Returns whether the value passes the check. A check that throws has failed. */
  passes(value: V, key: K): boolean {
    if (this.settings.valueCheck === 'off') return true;
    try {
      return this.hooks.check?.(value, key) ?? true;
    } catch {
      return false;
    }
  }

  /** Returns whether the value means absence and is to be cached as such. */
  isNegative(value: V): boolean {
    if (this.settings.negativeCaching === 'off') return false;
    return this.hooks.isNegative ? this.hooks.isNegative(value) : value === undefined || value === null;
  }

  /** Whether a computation frees its key after a time limit. */
  get limited(): boolean {
    const { timeLimits } = this.settings;
    return timeLimits !== 'off' && timeLimits.hardMs < Infinity;
  }

  /**
   * Remembers that computing failed: a failed check always, any other error where negative caching says so and no
   * fallback was served.
   */
  noteFailure(key: K, error: unknown, tags: ArrayLike<number> | undefined, rescued: boolean): void {
    const { negativeCaching, valueCheck } = this.settings;
    if (error instanceof ValueCheckError && valueCheck !== 'off')
      this.negatives?.set(key, { error }, { tags, ttlMs: valueCheck.pauseMs });
    else if (!rescued && negativeCaching !== 'off' && negativeCaching.errors)
      this.negatives?.set(key, { error }, { tags });
  }

  /** Records a failed check of a resident value. A second one within the pause is cached as a failure. */
  noteCorrupt(key: K): void {
    const { valueCheck } = this.settings;
    if (valueCheck === 'off' || !this.#failedChecks) return;
    const again = this.#failedChecks.note(this.cache.identOf(key), this.cache.now, valueCheck.pauseMs);
    if (again) this.noteFailure(key, new ValueCheckError(key), undefined, false);
  }

  /** Returns whether a failure of the key is cached: no background refresh starts meanwhile. */
  resting(key: K): boolean {
    const known = this.negatives?.peek(key);
    return known !== undefined && 'error' in known;
  }

  /** Forgets cached absences and failures of the key; returns whether there was one. */
  forget(key: K): boolean {
    this.#failedChecks?.forget(this.cache.identOf(key));
    return this.negatives?.delete(key) ?? false;
  }

  clear(): void {
    this.#failedChecks?.clear();
    this.negatives?.clear();
  }

  /** Returns whether early expiry treats an unexpired value as expired; random. */
  expiresEarly(slot: number, key: K): boolean {
    const { earlyExpiry } = this.settings;
    if (earlyExpiry === 'off') return false;
    const { cache } = this;
    const deadline = cache.deadlineAt(slot);
    const early = expiresEarly(earlyExpiry.beta, cache.costOf(slot), deadline, cache.now, cache.random);
    return early && !this.resting(key);
  }

  /** Returns whether an unexpired value is to be refreshed in the background. */
  refreshes(slot: number, key: K): boolean {
    const { refreshAhead } = this.settings;
    if (refreshAhead === 'off') return false;
    const { cache } = this;
    const late = isLate(refreshAhead.at, cache.insertedAt(slot), cache.deadlineAt(slot), cache.now);
    return late && !this.pausing(slot, key);
  }

  /** Returns whether the last computation since the insertion failed so recently that none is started yet. */
  pausing(slot: number, key: K): boolean {
    if (this.resting(key)) return true;
    const { staleIfError } = this.settings;
    if (staleIfError === 'off') return false;
    const { now } = this.cache;
    const failedAt = this.cache.failedAt(key) ?? -Infinity;
    return failedAt >= this.cache.insertedAt(slot) && now - failedAt < staleIfError.pauseMs;
  }

  /** Returns whether a computed value of the key is to be admitted. Records the request. */
  admits(key: K): boolean {
    return this.#doorkeeper?.knows(this.cache.hashOf(key)) ?? true;
  }

  /** Records a first attempt. */
  attempted(): void {
    this.#retries?.attempt();
  }

  /** Returns whether a retry is allowed after this many attempts; counts it if so. */
  mayRetry(attempts: number): boolean {
    const { retryBudget } = this.settings;
    return retryBudget !== 'off' && attempts < retryBudget.attempts && (this.#retries?.take() ?? false);
  }

  save() {
    return {
      settings: this.settings,
      negatives: this.negatives?.save(),
      failedChecks: this.#failedChecks?.save(),
      doorkeeper: this.#doorkeeper?.save(),
      retries: this.#retries?.save(),
    };
  }

  restore(saved: ReturnType<Guards<K, V>['save']>): void {
    const { settings, negatives, failedChecks, doorkeeper, retries } = saved;
    this.settings = settings;
    this.negatives = this.#newNegatives(settings);
    this.#doorkeeper = newDoorkeeper(settings);
    this.#retries = newRetries(settings);
    this.#failedChecks = newFailedChecks(settings);
    if (negatives) this.negatives?.restore(negatives);
    if (doorkeeper) this.#doorkeeper?.restore(doorkeeper);
    if (retries !== undefined) this.#retries?.restore(retries);
    if (failedChecks) this.#failedChecks?.restore(failedChecks);
  }

  #newNegatives({ negativeCaching, valueCheck }: MemoSettings): Negatives<K, V> | undefined {
    if (negativeCaching !== 'off') return newNegatives(this.cache, negativeCaching);
    if (valueCheck === 'off') return undefined;
    return newNegatives(this.cache, { ttlMs: valueCheck.pauseMs, maxEntries: REMEMBERED_CHECKS });
  }
}

const newFailedChecks = ({ valueCheck }: MemoSettings): FailedChecks<Ident> | undefined =>
  valueCheck === 'off' ? undefined : new FailedChecks(REMEMBERED_CHECKS);

const newDoorkeeper = ({ scanBypass }: MemoSettings): Doorkeeper | undefined =>
  scanBypass === 'off' ? undefined : new Doorkeeper(scanBypass.memory);

const newRetries = ({ retryBudget }: MemoSettings): RetryBudget | undefined =>
  retryBudget === 'off' ? undefined : new RetryBudget(retryBudget.share, retryBudget.burst);
