import { binOf, HISTOGRAM_BINS } from '../base/histogram';
import type { Lease } from './answer';
import { Cache } from './cache';
import type { CallContext } from './call-context';
import { Computation, CycleError, computations } from './computation';
import { canonicalKey } from './key';
import type { Ttl } from './lifetimes';
import { type About, type Asking, Memo } from './memo';
import type { Making, MemoizeOptions } from './memoize-options';
import { memoOptionsOf } from './protect';
import { backoff } from './protections/retry-budget';
import { realClock, type Timers } from './real-clock';
import { TagNames } from './tag-names';

/** Longest wait for a computation that may be waiting for the caller, where the platform cannot detect that, ms. */
const JOINED_WAIT_MS = 30_000;

/** Error for a caller that has waited for the hard limit. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError';
}

/** Running computation: its promise, and its node in the wait-for graph. */
interface Flight<V> {
  readonly value: Promise<V>;
  readonly computation: Computation;
}

/** Promise shell around `Memo`; see `memoize`. */
export class MemoShell<A extends unknown[], V> {
  readonly memo: Memo<string, V>;
  /** Waits of requests, counted by the bins of `base/histogram`. */
  readonly waits = new Float64Array(HISTOGRAM_BINS);
  readonly #clock: Timers;
  readonly #context: CallContext<Computation> | undefined;
  readonly #flights = new WeakMap<Lease<string>, Flight<V>>();
  readonly #tags: TagNames;

  constructor(
    private readonly make: (this: Making, ...args: A) => V | Promise<V>,
    private readonly options: MemoizeOptions<A, V>,
  ) {
    const { clock = realClock, protect = {}, version, isNegative, check, detectCycles, ...bounds } = options;
    this.#clock = clock;
    this.#context = detectCycles === false ? undefined : computations();
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
    this.#tags = new TagNames({
      forEachTagList: (visit) => this.memo.forEachTagList(visit),
      openTag: (tag) => cache.openTag(tag),
      forgetTags: () => cache.forgetTags(),
    });
  }

  keyOf(args: A): string {
    const { key } = this.options;
    return canonicalKey(key ? [key(...args)] : args);
  }

  /** Calls `work` with the number of a tag. */
  withTag<R>(name: string, work: (tag: number) => R): R {
    const result = work(this.#tags.numberOf(name));
    this.#tags.tidy();
    return result;
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
        return this.#wait(answer.lease, this.#begin(answer.lease, args, this.#caller(answer.lease)));
      case 'coalesced':
        return this.#wait(
          answer.lease,
          this.#joined(answer.lease),
          this.#context ? Infinity : JOINED_WAIT_MS,
        );
      case 'failed':
        throw answer.error;
      default:
        if (answer.refresh) this.#begin(answer.refresh, args, undefined);
        return answer.value;
    }
  }

  /** Returns the calling computation. Throws, and ends the lease, if it would wait for itself. */
  #caller(lease: Lease<string>): Computation | undefined {
    const caller = this.#context?.current();
    if (!caller?.isFor(this, lease.key)) return caller;
    const error = new CycleError(lease.key);
    this.memo.fail(lease, error);
    throw error;
  }

  /** Returns the running computation of a lease. Throws if its value needs itself. */
  #joined(lease: Lease<string>): Flight<V> {
    const flight = this.#flights.get(lease);
    const caller = this.#context?.current();
    // Without a flight the function has not returned its promise yet: it calls itself.
    if (!flight || (caller && flight.computation.waitsFor(caller))) throw new CycleError(lease.key);
    return flight;
  }

  /** Starts the computation of a value. @param startedFor the computation that waits for it. */
  #begin(lease: Lease<string>, args: A, startedFor: Computation | undefined): Flight<V> {
    const { memo } = this;
    const { timeLimits } = memo.settings;
    const cancel =
      timeLimits === 'off'
        ? undefined
        : this.#clock.after(timeLimits.hardMs, () => {
            memo.abandon(lease);
          });
    const computation = new Computation(this, lease.key, startedFor);
    const attempts = () => this.#attempts(lease, args);
    const made = this.#context ? this.#context.run(computation, attempts) : attempts();
    const ended = () => {
      cancel?.();
      computation.end();
    };
    const value = made.then(
      ({ value, about }) => {
        ended();
        memo.fulfil(lease, value, about);
        this.#tags.tidy();
        return value;
      },
      (error: unknown) => {
        ended();
        const instead = memo.fail(lease, error);
        this.#tags.tidy();
        if (instead === undefined) throw error;
        return instead.value;
      },
    );
    value.catch(() => {}); // No caller may be waiting: no unhandled rejection.
    const flight = { value, computation };
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
    const declare = (names: Iterable<string>) => {
      for (const name of names) tags.add(this.#tags.numberOf(name));
      this.memo.declare(lease, [...tags]);
    };
    const making: Making = {
      declare: (...names) => declare(names),
      keepFor: (asked) => {
        if (asked !== 'never' && !(asked > 0))
          throw new Error(`A TTL is more than 0 ms or 'never', got ${asked}`);
        ttlMs = asked;
      },
    };
    const value = await this.make.apply(making, args);
    this.memo.check(lease, value);
    const { tags: tagsOf } = this.options;
    if (tagsOf) declare(tagsOf(value, ...args));
    return { value, about: { tags: tags.size > 0 ? [...tags] : undefined, ttlMs } };
  }

  /** Returns the value for one caller, within the time limits; without any, `joinedMs` limits its wait. */
  #wait(lease: Lease<string>, flight: Flight<V>, joinedMs = Infinity): Promise<V> {
    const { memo } = this;
    const { timeLimits } = memo.settings;
    this.#context?.current()?.wait(flight.computation, flight.value);
    const made = flight.value.then((value) => memo.handOut(value));
    if (timeLimits === 'off' && joinedMs === Infinity) return made;
    const { softMs, hardMs } = timeLimits === 'off' ? { softMs: joinedMs, hardMs: joinedMs } : timeLimits;
    return new Promise((resolve, reject) => {
      const soft = () => {
        const instead = memo.late(lease);
        if (instead) answer(() => resolve(instead.value));
        return instead !== undefined;
      };
      const hard = () => {
        if (!soft())
          answer(() => reject(new TimeLimitError(tooLate(lease.key, hardMs, timeLimits === 'off'))));
      };
      const cancel = [this.#clock.after(softMs, soft), this.#clock.after(hardMs, hard)];
      const answer = (give: () => void) => {
        for (const off of cancel) off();
        give();
      };
      made.then(
        (value) => answer(() => resolve(value)),
        (error: unknown) => answer(() => reject(error)),
      );
    });
  }
}

function tooLate(key: string, ms: number, byDefault: boolean): string {
  const what = `${key} was not made within ${ms} ms`;
  return byDefault
    ? `${what}: it may be made from itself, which cannot be told here; the protection timeLimits sets another limit`
    : what;
}
