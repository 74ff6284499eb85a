import { Heap } from '../base/heap';
import { NONE } from '../cache/policy';
import { TimingWheel } from '../cache/structures/timing-wheel';
import { READ, TOUCH } from './ops';
import type { Requests } from './requests';

/**
 * Eager expiry on the trace's clock: an object is removed before the first request at or after its deadline, so that
 * expired objects never take space. `at` is the index of a request.
 */
export interface Expiry {
  /** Line `at` inserts an object that was not resident. */
  start(id: number, at: number): void;
  /** Line `at` writes or touches a resident object: its TTL restarts, unless the line leaves the TTL alone. */
  renew(id: number, at: number): void;
  /** Line `at`, not a read, sets the TTL of later values of this key, resident or not. */
  note(id: number, at: number): void;
  /** The object left the cache for another reason. */
  stop(id: number): void;
  /** Removes and returns the next object expired at request `at`; NONE if there is none. */
  next(at: number): number;
  deadlineOf(id: number): number;
}

/** Returns the expiry for a run; undefined if nothing ever expires. */
export function expiryOf(requests: Requests, ttlMs: number | undefined): Expiry | undefined {
  const { times, ttls } = requests;
  if (!times) return undefined;
  if (ttlMs !== undefined) return new SameTtl(requests, times, ttlMs);
  return ttls && new OwnTtls(requests, times, ttls);
}

/** Half a nanosecond. */
const MIN_SLACK_MS = 5e-7;
/** Slightly more than the spacing of doubles, relative to the value. */
const SPACING = 2.8e-16;

/**
 * Returns whether a deadline is reached at `now`: the one rule for a common TTL and individual ones, at any resolution
 * of time. Sums of decimal fractions are slightly off in doubles (0.1 + 0.2 > 0.3), so a deadline that is later by no
 * more than that error is reached.
 */
const isReached = (deadlineMs: number, nowMs: number): boolean => deadlineMs <= nowMs + slackAt(nowMs);

const slackAt = (nowMs: number): number => Math.max(MIN_SLACK_MS, nowMs * SPACING);

/** Initial length of the queue. */
const INITIAL_LENGTH = 1024;

/**
 * Expiry with one TTL for all objects. They expire in the order in which their TTLs started, so the queue is a ring of
 * the requests that started them. An object that left or restarted its TTL stays in the ring and is skipped. O(1)
 * per request; 4 bytes per id and 4 bytes per start within the TTL.
 */
class SameTtl implements Expiry {
  readonly #ids: Int32Array;
  readonly #times: Float64Array;
  readonly #requests: Requests;
  readonly #ttlMs: number;
  /** The request that started an id's TTL; NONE while the id is not resident. */
  readonly #began: Int32Array;
  /** From index `first` up to but excluding `last`, both modulo the length, a power of two. */
  #queue = new Int32Array(INITIAL_LENGTH);
  #first = 0;
  #last = 0;

  constructor(requests: Requests, times: Float64Array, ttlMs: number) {
    this.#requests = requests;
    this.#ids = requests.ids;
    this.#times = times;
    this.#ttlMs = ttlMs;
    this.#began = new Int32Array(requests.distinct).fill(NONE);
  }

  start(id: number, at: number): void {
    this.#began[id] = at;
    if (this.#last - this.#first === this.#queue.length) this.#grow();
    this.#queue[this.#last++ & (this.#queue.length - 1)] = at;
  }

  renew(id: number, at: number): void {
    const { ttls, ops } = this.#requests;
    const stated = ttls?.[at] ?? Infinity;
    // A touch with a TTL restarts it. A touch that removes the TTL has no effect: the TTL is the run's, not the
    // entry's.
    const keepsIt = Number.isNaN(stated) || (ops?.[at] === TOUCH && stated === Infinity);
    if (!keepsIt) this.start(id, at);
  }

  note(): void {}

  stop(id: number): void {
    this.#began[id] = NONE;
  }

  next(at: number): number {
    const now = this.#times[at] as number;
    const queue = this.#queue;
    while (this.#first < this.#last) {
      const began = queue[this.#first & (queue.length - 1)] as number;
      if (!isReached((this.#times[began] as number) + this.#ttlMs, now)) break;
      this.#first++;
      const id = this.#ids[began] as number;
      if (this.#began[id] === began) {
        this.#began[id] = NONE;
        return id;
      }
    }
    return NONE;
  }

  deadlineOf(id: number): number {
    return (this.#times[this.#began[id] as number] ?? Infinity) + this.#ttlMs;
  }

  #grow(): void {
    const { length } = this.#queue;
    const longer = new Int32Array(2 * length);
    for (let place = this.#first; place < this.#last; place++)
      longer[place & (2 * length - 1)] = this.#queue[place & (length - 1)] as number;
    this.#queue = longer;
  }
}

/** The wheel's tick, in milliseconds. */
const TICK_MS = 1;

/**
 * Expiry with an individual TTL per object: a timing wheel, and a heap of the few objects with a started tick and a
 * later deadline, so that times may be finer than a tick. O(1) per request, 28 bytes per id.
 */
class OwnTtls implements Expiry {
  readonly #times: Float64Array;
  readonly #ttls: Float64Array;
  readonly #ops: Uint8Array | undefined;
  readonly #deadlines: Float64Array;
  /** The TTL set by the last write of each key. */
  readonly #lastTtlMs: Float64Array;
  /** The first time of the trace; the wheel counts from it. */
  readonly #start: number;
  readonly #wheel: TimingWheel;
  /**
   * Objects that left the wheel before their deadline. An object that left the cache or restarted its TTL stays and is
   * skipped.
   */
  readonly #soon = new Heap<{ readonly id: number; readonly deadline: number }>(
    (a, b) => a.deadline < b.deadline,
  );
  /** No limit: a replay handles everything that is due. */
  readonly #work = { left: Infinity };

  constructor({ distinct, ops }: Requests, times: Float64Array, ttls: Float64Array) {
    this.#times = times;
    this.#ttls = ttls;
    this.#ops = ops;
    this.#deadlines = new Float64Array(distinct).fill(Infinity);
    this.#lastTtlMs = new Float64Array(distinct).fill(Infinity);
    this.#start = times[0] ?? 0;
    this.#wheel = new TimingWheel(distinct, 0, TICK_MS);
  }

  start(id: number, at: number): void {
    let ttlMs = this.#ttls[at] as number;
    // A read has no TTL of its own. A write that keeps TTLs (Redis' INCR) creates a key without one.
    if (Number.isNaN(ttlMs)) ttlMs = isRead(this.#ops, at) ? (this.#lastTtlMs[id] as number) : Infinity;
    this.#live(id, (this.#times[at] as number) + ttlMs);
  }

  renew(id: number, at: number): void {
    const ttlMs = this.#ttls[at] as number;
    if (!Number.isNaN(ttlMs)) this.#live(id, (this.#times[at] as number) + ttlMs);
  }

  note(id: number, at: number): void {
    const ttlMs = this.#ttls[at] as number;
    if (!Number.isNaN(ttlMs)) this.#lastTtlMs[id] = ttlMs;
  }

  #live(id: number, deadline: number): void {
    this.#wheel.remove(id);
    this.#deadlines[id] = deadline;
    if (deadline !== Infinity) this.#wheel.add(id, Math.floor(deadline - this.#start));
  }

  stop(id: number): void {
    this.#wheel.remove(id);
    this.#deadlines[id] = Infinity;
  }

  next(at: number): number {
    const now = this.#times[at] as number;
    const ticks = now - this.#start + slackAt(now);
    for (
      let id = this.#wheel.next(ticks, this.#work);
      id !== NONE;
      id = this.#wheel.next(ticks, this.#work)
    ) {
      const deadline = this.#deadlines[id] as number;
      if (isReached(deadline, now)) return this.#expired(id);
      const tick = Math.floor(deadline - this.#start);
      // Beyond the wheel's horizon: inserted again from here.
      if (tick > ticks) this.#wheel.add(id, tick);
      else this.#soon.add({ id, deadline });
    }
    for (let next = this.#soon.first; next && isReached(next.deadline, now); next = this.#soon.first) {
      this.#soon.take();
      if (this.#deadlines[next.id] === next.deadline) return this.#expired(next.id);
    }
    return NONE;
  }

  #expired(id: number): number {
    this.stop(id);
    return id;
  }

  deadlineOf(id: number): number {
    return this.#deadlines[id] as number;
  }
}

const isRead = (ops: Uint8Array | undefined, at: number): boolean => ops === undefined || ops[at] === READ;
