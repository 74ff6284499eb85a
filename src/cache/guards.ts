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

/** Keys whose failed check is remembered, where negative caching does not say how many. */
const REMEMBERED_CHECKS = 1_000;

/** The protections of a memo as they are switched now: what each remembers, and what each says of a key. */
export class Guards<K, V> {
  settings: MemoSettings = defaultMemoSettings;
  /** That there is nothing, or that making it failed; undefined while no protection remembers either. */
  negatives: Negatives<K, V> | undefined;
  #failedChecks: FailedChecks<Ident> | undefined;
  #doorkeeper: Doorkeeper | undefined;
  #retries: RetryBudget | undefined;

  constructor(
    private readonly cache: Cache<K, V>,
    private readonly hooks: MemoHooks<K, V>,
  ) {}

  /** Throws where a protection lacks the hook it needs. One whose parameters stay keeps what it remembers. */
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

  /** The key as it is stored. */
  named(key: K): K {
    return this.settings.versionedKeys && this.hooks.versioned ? this.hooks.versioned(key) : key;
  }

  /** Whether the resident value fails the check on read. */
  isCorrupt(slot: number, key: K): boolean {
    return this.settings.valueCheck !== 'off' && !this.passes(this.cache.valueAt(slot) as V, key);
  }

  /** Whether the value may be handed out. A check that throws has not been passed. */
  passes(value: V, key: K): boolean {
    if (this.settings.valueCheck === 'off') return true;
    try {
      return this.hooks.check?.(value, key) ?? true;
    } catch {
      return false;
    }
  }

  /** Whether the value says that there is nothing, and that is to be remembered. */
  isNegative(value: V): boolean {
    if (this.settings.negativeCaching === 'off') return false;
    return this.hooks.isNegative ? this.hooks.isNegative(value) : value === undefined || value === null;
  }

  /** Whether a computation frees its key after a limit. */
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

  /** A resident value failed its check. A second time within the pause it is remembered as a failure. */
  noteCorrupt(key: K): void {
    const { valueCheck } = this.settings;
    if (valueCheck === 'off' || !this.#failedChecks) return;
    const again = this.#failedChecks.note(this.cache.identOf(key), this.cache.now, valueCheck.pauseMs);
    if (again) this.noteFailure(key, new ValueCheckError(key), undefined, false);
  }

  /** Whether a failure of the key is remembered: no refresh begins behind an answer meanwhile. */
  resting(key: K): boolean {
    const known = this.negatives?.peek(key);
    return known !== undefined && 'error' in known;
  }

  /** Forgets what is remembered of the key. Whether something was. */
  forget(key: K): boolean {
    this.#failedChecks?.forget(this.cache.identOf(key));
    return this.negatives?.delete(key) ?? false;
  }

  clear(): void {
    this.#failedChecks?.clear();
    this.negatives?.clear();
  }

  /** Whether chance treats an unexpired value as expired. */
  takesForDead(slot: number, key: K): boolean {
    const { earlyExpiry } = this.settings;
    if (earlyExpiry === 'off') return false;
    const { cache } = this;
    const deadline = cache.deadlineAt(slot);
    const early = expiresEarly(earlyExpiry.beta, cache.costOf(slot), deadline, cache.now, cache.random);
    return early && !this.resting(key);
  }

  /** Whether an unexpired value is to be refreshed behind the answer. */
  refreshes(slot: number, key: K): boolean {
    const { refreshAhead } = this.settings;
    if (refreshAhead === 'off') return false;
    const { cache } = this;
    const late = isLate(refreshAhead.at, cache.insertedAt(slot), cache.deadlineAt(slot), cache.now);
    return late && !this.pausing(slot, key);
  }

  /** Whether the last attempt since the value came failed so recently that no other is made yet. */
  pausing(slot: number, key: K): boolean {
    if (this.resting(key)) return true;
    const { staleIfError } = this.settings;
    if (staleIfError === 'off') return false;
    const { now } = this.cache;
    const failedAt = this.cache.failedAt(key) ?? -Infinity;
    return failedAt >= this.cache.insertedAt(slot) && now - failedAt < staleIfError.pauseMs;
  }

  /** Whether what must be computed for the key is worth a place. Notes the request. */
  admits(key: K): boolean {
    return this.#doorkeeper?.knows(this.cache.hashOf(key)) ?? true;
  }

  /** A first attempt is made. */
  attempted(): void {
    this.#retries?.attempt();
  }

  /** Whether there may be another after so many; counts it if so. */
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
