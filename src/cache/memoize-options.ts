import type { Ttl } from './lifetimes';
import type { CacheOptions } from './options';
import type { Protect } from './protect';
import type { Timers } from './real-clock';

/** What a function says of the value that it computes, as its `this`; arrow functions have none. */
export interface Making {
  /** Names what the value is made from. Named before it is read, an invalidation meanwhile is noticed at once. */
  declare(...tags: readonly string[]): void;
  /** A TTL of the value's own, more than 0 ms. */
  keepFor(ttlMs: Ttl): void;
}

type Bounds<V> = Pick<CacheOptions<string, V>, 'maxEntries' | 'ttlMs' | 'random'> &
  Partial<
    Pick<
      CacheOptions<string, V>,
      'name' | 'policy' | 'policyParams' | 'maxBytes' | 'budget' | 'idleMs' | 'jitter' | 'weigh'
    >
  >;

/** Left out: LRU without a bound on bytes; protections as in `MemoOptions`. */
export interface MemoizeOptions<A extends unknown[], V> extends Bounds<V> {
  readonly protect?: Protect;
  /** Left out: the time of the machine. */
  readonly clock?: Timers;
  /** What of the arguments the value depends on. Left out: all of them. */
  readonly key?: (...args: A) => unknown;
  /** What the value was made from, where the function does not declare it itself. */
  readonly tags?: (value: V, ...args: A) => Iterable<string>;
  /** Versioned keys: the version of now. */
  readonly version?: () => string | number;
  /** Negative caching: whether the value says that there is nothing. Left out: undefined and null do. */
  readonly isNegative?: (value: V) => boolean;
  /** Check on read: whether the value may be handed out. */
  readonly check?: (value: V) => boolean;
  /**
   * Whether a value that needs itself is found and refused with a `CycleError`, also after an await. Left out: where
   * the platform can tell, which is Node. There it costs an AsyncLocalStorage, which makes every await of a Node
   * before 24 slower (about 1 µs instead of 0.3). Off, and in browsers, only what happens before the first await is
   * found, and a request that joins a computation waits 30 s at most unless `timeLimits` says otherwise.
   */
  readonly detectCycles?: boolean;
}
