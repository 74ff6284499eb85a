import type { Ttl } from './lifetimes';
import type { Protections } from './protections/index';

/** Protections that have no parameters are on or off; the others are off or have theirs. */
type Switchable<P> = Extract<P, object> extends Record<string, never> ? boolean : P;

/** Which protections a memo has. */
export type MemoSettings = { readonly [N in keyof Protections]: Switchable<Protections[N]> };

/** Left out: leases on, everything else off. */
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

/** What a computed value brings along. */
export interface About {
  /** Dense numbers from 0, none twice. Kept as they are, not copied. */
  readonly tags?: ArrayLike<number>;
  readonly ttlMs?: Ttl;
  /** False: it is handed to those who wait and not kept, and an entry of its key stays. Left out: true. */
  readonly keep?: boolean;
  /** Left out: from the lease's start to its end, on the cache's clock. */
  readonly costMs?: number;
}

/** How one asks. */
export interface Asking {
  /** Part of a scan: what must be computed is not kept. */
  readonly scan?: boolean;
  /** Rather waits for the value that is being made than takes one that is about to be replaced. */
  readonly newest?: boolean;
}

/** What some protections need of whoever knows keys and values. */
export interface MemoHooks<K, V> {
  /** Negative caching: whether the value says that there is nothing. Left out: undefined and null do. */
  readonly isNegative?: (value: V) => boolean;
  /** Check on read: whether the value may be handed out. */
  readonly check?: (value: V, key: K) => boolean;
  /** Versioned keys: the key with the version of now. */
  readonly versioned?: (key: K) => K;
}

/** For how long past its time a value is of use to somebody. */
export function graceOf(settings: MemoSettings): number {
  const { staleWhileRevalidate, staleIfError, timeLimits } = settings;
  return Math.max(
    staleWhileRevalidate === 'off' ? 0 : staleWhileRevalidate.graceMs,
    staleIfError === 'off' ? 0 : staleIfError.graceMs,
    timeLimits === 'off' ? 0 : timeLimits.graceMs,
  );
}
