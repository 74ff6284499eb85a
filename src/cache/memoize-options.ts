import type { Ttl } from './lifetimes';
import type { CacheOptions } from './options';
import type { Protect } from './protect';
import type { Timers } from './real-clock';

/** `this` of a memoized function, to describe the value that it computes; arrow functions have none. */
export interface Making {
  /**
   * Declares tags of the value. Declared before the read, an invalidation during the computation takes effect at once.
   */
  declare(...tags: readonly string[]): void;
  /** Sets a TTL for this value, more than 0 ms. */
  keepFor(ttlMs: Ttl): void;
}

type Bounds<V> = Pick<CacheOptions<string, V>, 'maxEntries' | 'ttlMs' | 'random'> &
  Partial<
    Pick<
      CacheOptions<string, V>,
      'name' | 'policy' | 'policyParams' | 'maxBytes' | 'budget' | 'idleMs' | 'jitter' | 'weigh'
    >
  >;

/** Options of `memoize`. Default: LRU without a bound on bytes; protections as in `MemoOptions`. */
export interface MemoizeOptions<A extends unknown[], V> extends Bounds<V> {
  readonly protect?: Protect;
  /** Clock and timers. Omitted: those of the machine. */
  readonly clock?: Timers;
  /** Returns the part of the arguments that the value depends on. Omitted: all of them. */
  readonly key?: (...args: A) => unknown;
  /** Returns the tags of a value, if the function does not declare them itself. */
  readonly tags?: (value: V, ...args: A) => Iterable<string>;
  /** Versioned keys: returns the present version. */
  readonly version?: () => string | number;
  /** Negative caching: returns whether a value means absence. Omitted: undefined and null do. */
  readonly isNegative?: (value: V) => boolean;
  /** Check on read: returns whether a value may be served. */
  readonly check?: (value: V) => boolean;
  /**
   * Whether to reject a value that needs itself with a `CycleError`, also after an await. Omitted: where the platform
   * can detect it, which is Node. There it costs an AsyncLocalStorage, which makes every await of a Node before 24
   * slower (about 1 µs instead of 0.3). Off, and in browsers, only cycles before the first await are detected, and a
   * request that joins a computation waits at most 30 s unless `timeLimits` sets another limit.
   */
  readonly detectCycles?: boolean;
}
