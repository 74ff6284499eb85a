import { binOf, HISTOGRAM_BINS } from '../base/histogram';
import type { Lease } from './answer';
import { Cache } from './cache';
import { canonicalKey } from './key';
import type { Ttl } from './lifetimes';
import { type About, type Asking, Memo } from './memo';
import type { CacheOptions } from './options';
import { memoOptionsOf, type Protect } from './protect';
import { backoff } from './protections/retry-budget';
import { realClock, type Timers } from './real-clock';

/** What a function says of the value that it is making, as its `this`; arrow functions go without. */
export interface Making {
  /** What the value is made from. Said before it is read, an invalidation meanwhile is noticed at once. */
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
}

/** Tags are remembered by name for as long as the function lives. */
export interface Memoized<A extends unknown[], V> {
  (...args: A): Promise<V>;
  /** The same as part of a scan: what must be computed is not kept. */
  scan(...args: A): Promise<V>;
  /** Counters, settings and the cache itself. */
  readonly memo: Memo<string, V>;
  /** How long requests waited, failed ones too, in milliseconds: counts by the bins of `base/histogram`. */
  readonly waits: Float64Array;
  /** The value is gone. Whether there was one. */
  invalidate(...args: A): boolean;
  /** Values that were made from this are gone. How many there were. */
  invalidateTag(tag: string): number;
  /** The value is past its time, and is there for who accepts a stale answer. */
  purge(...args: A): boolean;
  purgeTag(tag: string): number;
  clear(): void;
}

/** Who waited has waited as long as the hard limit allows. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError';
}

/**
 * A function that remembers: the promise shell round `Memo`. It asks the core, makes the value if that is what the
 * core says, and lets all who ask meanwhile wait for one promise. A failure reaches all who wait, unless a protection
 * has something better for them; that of a renewal behind an answer reaches nobody and is counted.
 *
 *     const product = memoize(
 *       async function (id: number) {
 *         this.declare(`product ${id}`);
 *         return await store.product(id);
 *       },
 *       { maxEntries: 1_000, ttlMs: 60_000, random, protect: { singleFlight: true, staleIfError: { graceMs: 5_000 } } },
 *     );
 *     await product(7);
 *     product.invalidateTag('product 7');
 *
 * A request costs its key, O(size of the arguments), and what the cache costs; one that waits, two timers where there
 * are time limits.
 */
export function memoize<A extends unknown[], V>(
  make: (this: Making, ...args: A) => V | Promise<V>,
  options: MemoizeOptions<A, V>,
): Memoized<A, V> {
  const shell = new Shell(make, options);
  const { memo } = shell;
  return Object.assign((...args: A) => shell.obtain(args, {}), {
    memo,
    waits: shell.waits,
    scan: (...args: A) => shell.obtain(args, { scan: true }),
    invalidate: (...args: A) => memo.invalidateKey(shell.keyOf(args)),
    invalidateTag: (tag: string) => memo.invalidateTag(shell.tagOf(tag)),
    purge: (...args: A) => memo.purgeKey(shell.keyOf(args)),
    purgeTag: (tag: string) => memo.purgeTag(shell.tagOf(tag)),
    clear: () => memo.clear(),
  });
}

class Shell<A extends unknown[], V> {
  readonly memo: Memo<string, V>;
  readonly waits = new Float64Array(HISTOGRAM_BINS);
  readonly #clock: Timers;
  /** What comes of each computation under way. */
  readonly #flights = new WeakMap<Lease<string>, Promise<V>>();
  readonly #tags = new Map<string, number>();

  constructor(
    private readonly make: (this: Making, ...args: A) => V | Promise<V>,
    private readonly options: MemoizeOptions<A, V>,
  ) {
    const { clock = realClock, protect = {}, version, isNegative, check, ...bounds } = options;
    this.#clock = clock;
    const cache = new Cache<string, V>({
      name: make.name || 'memoized',
      policy: 'lru',
      maxBytes: 'unbounded',
      expiry: 'lazy',
      ...bounds,
      clock: () => clock.now(),
    });
    this.memo = new Memo(cache, memoOptionsOf(protect), {
      isNegative,
      check,
      versioned: version && ((key) => canonicalKey([version()]) + key),
    });
  }

  keyOf(args: A): string {
    const { key } = this.options;
    return canonicalKey(key ? [key(...args)] : args);
  }

  /** The tag's dense number. */
  tagOf(name: string): number {
    const known = this.#tags.get(name);
    if (known !== undefined) return known;
    this.#tags.set(name, this.#tags.size);
    return this.#tags.size - 1;
  }

  async obtain(args: A, how: Asking): Promise<V> {
    const askedAt = this.#clock.now();
    try {
      return await this.#answer(args, how);
    } finally {
      const bin = binOf(this.#clock.now() - askedAt);
      this.waits[bin] = (this.waits[bin] as number) + 1;
    }
  }

  async #answer(args: A, how: Asking): Promise<V> {
    const answer = this.memo.ask(this.keyOf(args), how);
    switch (answer.status) {
      case 'miss':
        return this.#wait(answer.lease, this.#begin(answer.lease, args));
      case 'coalesced':
        return this.#wait(answer.lease, this.#flights.get(answer.lease));
      case 'failed':
        throw answer.error;
      default:
        if (answer.refresh) this.#begin(answer.refresh, args);
        return answer.value;
    }
  }

  /** Starts to make the value. */
  #begin(lease: Lease<string>, args: A): Promise<V> {
    const { memo } = this;
    const { timeLimits } = memo.settings;
    const callOff =
      timeLimits === 'off'
        ? undefined
        : this.#clock.after(timeLimits.hardMs, () => {
            memo.abandon(lease);
          });
    const flight = this.#attempts(lease, args).then(
      ({ value, about }) => {
        callOff?.();
        memo.fulfil(lease, value, about);
        return value;
      },
      (error: unknown) => {
        callOff?.();
        const instead = memo.fail(lease, error);
        if (instead === undefined) throw error;
        return instead.value;
      },
    );
    flight.catch(() => {}); // Nobody may be waiting: no unhandled rejection.
    this.#flights.set(lease, flight);
    return flight;
  }

  async #attempts(lease: Lease<string>, args: A): Promise<{ value: V; about: About }> {
    const { memo } = this;
    for (let attempts = 1; ; attempts++) {
      const { retryBudget } = memo.settings;
      try {
        return await this.#attempt(lease, args);
      } catch (error) {
        if (retryBudget === 'off' || !memo.mayRetry(lease, attempts)) throw error;
        const ms = backoff(retryBudget.backoffMs, attempts, memo.cache.random);
        await new Promise<void>((then) => this.#clock.after(ms, then));
        memo.reading(lease);
      }
    }
  }

  async #attempt(lease: Lease<string>, args: A): Promise<{ value: V; about: About }> {
    const tags = new Set<number>();
    let ttlMs: Ttl | undefined;
    const making: Making = {
      declare: (...names) => {
        for (const name of names) tags.add(this.tagOf(name));
        this.memo.declare(lease, [...tags]);
      },
      keepFor: (asked) => {
        if (asked !== 'never' && !(asked > 0))
          throw new Error(`A TTL is more than 0 ms or 'never', got ${asked}`);
        ttlMs = asked;
      },
    };
    const value = await this.make.apply(making, args);
    for (const name of this.options.tags?.(value, ...args) ?? []) tags.add(this.tagOf(name));
    return { value, about: { tags: tags.size > 0 ? [...tags] : undefined, ttlMs } };
  }

  /** The value for one of those who ask, within the time limits. */
  #wait(lease: Lease<string>, flight: Promise<V> | undefined): Promise<V> {
    if (flight === undefined) throw new Error(`${lease.key} is made from itself: it would wait for ever`);
    const { memo } = this;
    const { timeLimits } = memo.settings;
    const made = flight.then((value) => memo.handOut(value));
    if (timeLimits === 'off') return made;
    const { softMs, hardMs } = timeLimits;
    return new Promise((resolve, reject) => {
      const callOff = [
        this.#clock.after(softMs, () => {
          const instead = memo.late(lease);
          if (instead) answer(() => resolve(instead.value));
        }),
        this.#clock.after(hardMs, () => {
          const instead = memo.late(lease);
          if (instead) answer(() => resolve(instead.value));
          else answer(() => reject(new TimeLimitError(`${lease.key} was not made within ${hardMs} ms`)));
        }),
      ];
      const answer = (give: () => void) => {
        for (const off of callOff) off();
        give();
      };
      made.then(
        (value) => answer(() => resolve(value)),
        (error: unknown) => answer(() => reject(error)),
      );
    });
  }
}
