import type { Ttl } from './lifetimes';
import type { Protections } from './protections/index';

/** Setting of a protection: on or off without parameters, else `off` or the parameters. */
type Switchable<P> = Extract<P, object> extends Record<string, never> ? boolean : P;

/** Protections of a memo. */
export type MemoSettings = { readonly [N in keyof Protections]: Switchable<Protections[N]> };

/** Protections to switch. Omitted ones default to leases on and all others off. */
export type MemoOptions = Partial<MemoSettings>;

export const defaultMemoSettings: MemoSettings = {
  singleFlight: false,
  leases: true,
  staleWhileRevalidate: 'off',
  staleIfError: 'off',
  refreshAhead: 'off',
  earlyExpiry: 'off',
  negativeCaching: 'off',
  timeLimits: 'off',
  retryBudget: 'off',
  scanBypass: 'off',
  versionedKeys: false,
  aliasing: 'off',
  valueCheck: 'off',
};

/** Options of a computed value. */
export interface About {
  /** Tag numbers: dense from 0, none twice. Kept by reference, not copied. */
  readonly tags?: ArrayLike<number>;
  readonly ttlMs?: Ttl;
  /** False: the value is returned to the callers and not kept, and an entry of its key stays. Omitted: true. */
  readonly keep?: boolean;
  /** Cost of the computation. Omitted: the time from the lease's start to its end, on the cache's clock. */
  readonly costMs?: number;
}

/** Options of a request. */
export interface Asking {
  /** Part of a scan: a computed value is not kept. */
  readonly scan?: boolean;
  /** Waits for a running computation instead of taking the value that it will replace. */
  readonly newest?: boolean;
}

/** Functions that some protections need, which depend on keys and values. */
export interface MemoHooks<K, V> {
  /** Negative caching: returns whether a value means absence. Omitted: undefined and null do. */
  readonly isNegative?: (value: V) => boolean;
  /** Check on read: returns whether a value may be served. */
  readonly check?: (value: V, key: K) => boolean;
  /** Versioned keys: returns the key with the present version. */
  readonly versioned?: (key: K) => K;
}

/** Returns the longest time after its expiry for which a protection may serve a value, ms. */
export function graceOf(settings: MemoSettings): number {
  const { staleWhileRevalidate, staleIfError, timeLimits } = settings;
  return Math.max(
    staleWhileRevalidate === 'off' ? 0 : staleWhileRevalidate.graceMs,
    staleIfError === 'off' ? 0 : staleIfError.graceMs,
    timeLimits === 'off' ? 0 : timeLimits.graceMs,
  );
}
