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

/** The protections of a memo as they are switched now: what each remembers, and what each says of a key. */
export class Guards<K, V> {
  settings: MemoSettings = defaultMemoSettings;
  /** That there is nothing, or that making it failed; undefined while nobody remembers. */
  negatives: Negatives<K, V> | undefined;
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
    if (settings.valueCheck && !this.hooks.check)
      throw new Error(`Memo ${this.cache.name}: a check on read needs the check`);
    this.settings = settings;
    const graceMs = graceOf(settings);
    if (graceMs !== this.cache.graceMs) this.cache.reconfigure({ graceMs });
    const { negativeCaching, scanBypass, retryBudget } = settings;
    if (negativeCaching !== before.negativeCaching)
      this.negatives = negativeCaching === 'off' ? undefined : newNegatives(this.cache, negativeCaching);
    if (scanBypass !== before.scanBypass)
      this.#doorkeeper = scanBypass === 'off' ? undefined : new Doorkeeper(scanBypass.memory);
    if (retryBudget !== before.retryBudget)
      this.#retries =
        retryBudget === 'off' ? undefined : new RetryBudget(retryBudget.share, retryBudget.burst);
  }

  /** The key as it is stored. */
  named(key: K): K {
    return this.settings.versionedKeys && this.hooks.versioned ? this.hooks.versioned(key) : key;
  }

  /** A check that throws has not been passed. */
  isCorrupt(slot: number, key: K): boolean {
    if (!this.settings.valueCheck) return false;
    try {
      return !this.hooks.check?.(this.cache.valueAt(slot) as V, key);
    } catch {
      return true;
    }
  }

  isNegative(value: V): boolean {
    return this.hooks.isNegative ? this.hooks.isNegative(value) : value === undefined || value === null;
  }

  /** Whether chance takes a living value for dead. */
  takesForDead(slot: number): boolean {
    const { earlyExpiry } = this.settings;
    if (earlyExpiry === 'off') return false;
    const { cache } = this;
    return expiresEarly(
      earlyExpiry.beta,
      cache.costOf(slot),
      cache.deadlineAt(slot),
      cache.now,
      cache.random,
    );
  }

  /** Whether a living value is to be renewed behind the answer. */
  refreshes(slot: number, key: K): boolean {
    const { refreshAhead } = this.settings;
    if (refreshAhead === 'off') return false;
    const { cache } = this;
    const late = isLate(refreshAhead.at, cache.insertedAt(slot), cache.deadlineAt(slot), cache.now);
    return late && !this.pausing(slot, key);
  }

  /** Whether the last attempt since the value came failed so short a while ago that no other is made yet. */
  pausing(slot: number, key: K): boolean {
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
}
