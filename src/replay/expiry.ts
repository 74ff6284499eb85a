import { Heap } from '../base/heap';
import { NONE } from '../cache/policy';
import { TimingWheel } from '../cache/structures/timing-wheel';
import { READ, TOUCH } from './ops';
import type { Requests } from './requests';

/**
 * Eager expiry on the trace's clock: an object is gone before the first request at or after its time, so that dead
 * ones never hold a place. `at` is the number of a request.
 */
export interface Expiry {
  /** The object that was not resident comes in with line `at`. */
  start(id: number, at: number): void;
  /** Line `at` writes or touches the object that is resident: it lives anew, unless the line leaves its TTL alone. */
  renew(id: number, at: number): void;
  /** Line `at`, no read, says how long values of this key live, whether or not one is resident. */
  note(id: number, at: number): void;
  /** It left the cache for another reason. */
  stop(id: number): void;
  /** The next object that is dead when request `at` comes, no longer known here; NONE if there is none. */
  next(at: number): number;
  deadlineOf(id: number): number;
}

/** The expiry that a run asks for; undefined where nothing ever dies. */
export function expiryOf(requests: Requests, ttlMs: number | undefined): Expiry | undefined {
  const { times, ttls } = requests;
  if (!times) return undefined;
  if (ttlMs !== undefined) return new SameTtl(requests, times, ttlMs);
  return ttls && new OwnTtls(requests, times, ttls);
}

/** Half a nanosecond. */
const LEAST_SLACK_MS = 5e-7;
/** A little more than the spacing of doubles, as a share of them. */
const SPACING = 2.8e-16;

/**
 * Whether a deadline is reached at `now`: the one rule of this file, for one TTL and for many, at any resolution of
 * time. Sums of decimal fractions are a little off in doubles (0.1 + 0.2 > 0.3): a deadline that is later by no more
 * than that is reached.
 */
const isReached = (deadlineMs: number, nowMs: number): boolean => deadlineMs <= nowMs + slackAt(nowMs);

const slackAt = (nowMs: number): number => Math.max(LEAST_SLACK_MS, nowMs * SPACING);

/** Places that the queue of one TTL starts with. */
const FIRST_PLACES = 1024;

/**
 * One TTL for all: lives end in the order in which they began, so a ring of the requests that began them is the queue.
 * Who left or began anew before its time stays in it, and is passed over. O(1) a request, 4 bytes an id and 4 bytes a
 * life that began within the TTL.
 */
class SameTtl implements Expiry {
  readonly #ids: Int32Array;
  readonly #times: Float64Array;
  readonly #requests: Requests;
  readonly #ttlMs: number;
  /** The request that began the life of an id; NONE while it is not resident. */
  readonly #began: Int32Array;
  /** From place `first` to before `last`, both taken modulo its length, a power of two. */
  #queue = new Int32Array(FIRST_PLACES);
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
    const said = ttls?.[at] ?? Infinity;
    // A touch with a TTL starts it again, one that takes the TTL away has none of its own to take away here.
    const leavesIt = Number.isNaN(said) || (ops?.[at] === TOUCH && said === Infinity);
    if (!leavesIt) this.start(id, at);
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

/** The wheel's tick, milliseconds. */
const TICK_MS = 1;

/**
 * A TTL of its own for each object: a timing wheel, and a heap of the few whose tick has begun but not their deadline,
 * so that times may be finer than the wheel. O(1) a request, 28 bytes an id.
 */
class OwnTtls implements Expiry {
  readonly #times: Float64Array;
  readonly #ttls: Float64Array;
  readonly #ops: Uint8Array | undefined;
  readonly #deadlines: Float64Array;
  /** The TTL that the last write of each key said. */
  readonly #said: Float64Array;
  /** The first time of the trace, from which the wheel counts. */
  readonly #start: number;
  readonly #wheel: TimingWheel;
  /** What left the wheel alive. An object that left the cache or lives anew stays in it, and is passed over. */
  readonly #soon = new Heap<{ readonly id: number; readonly deadline: number }>(
    (a, b) => a.deadline < b.deadline,
  );
  /** A replay does all that is due. */
  readonly #work = { left: Infinity };

  constructor({ distinct, ops }: Requests, times: Float64Array, ttls: Float64Array) {
    this.#times = times;
    this.#ttls = ttls;
    this.#ops = ops;
    this.#deadlines = new Float64Array(distinct).fill(Infinity);
    this.#said = new Float64Array(distinct).fill(Infinity);
    this.#start = times[0] ?? 0;
    this.#wheel = new TimingWheel(distinct, 0, TICK_MS);
  }

  start(id: number, at: number): void {
    let ttlMs = this.#ttls[at] as number;
    // A read says nothing of its own; a write that keeps TTLs (Redis' INCR) makes a key without one.
    if (Number.isNaN(ttlMs)) ttlMs = isRead(this.#ops, at) ? (this.#said[id] as number) : Infinity;
    this.#live(id, (this.#times[at] as number) + ttlMs);
  }

  renew(id: number, at: number): void {
    const ttlMs = this.#ttls[at] as number;
    if (!Number.isNaN(ttlMs)) this.#live(id, (this.#times[at] as number) + ttlMs);
  }

  note(id: number, at: number): void {
    const ttlMs = this.#ttls[at] as number;
    if (!Number.isNaN(ttlMs)) this.#said[id] = ttlMs;
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
      if (isReached(deadline, now)) return this.#dead(id);
      const tick = Math.floor(deadline - this.#start);
      // Beyond the wheel's horizon: looked at again from here.
      if (tick > ticks) this.#wheel.add(id, tick);
      else this.#soon.add({ id, deadline });
    }
    for (let next = this.#soon.first; next && isReached(next.deadline, now); next = this.#soon.first) {
      this.#soon.take();
      if (this.#deadlines[next.id] === next.deadline) return this.#dead(next.id);
    }
    return NONE;
  }

  #dead(id: number): number {
    this.stop(id);
    return id;
  }

  deadlineOf(id: number): number {
    return this.#deadlines[id] as number;
  }
}

const isRead = (ops: Uint8Array | undefined, at: number): boolean => ops === undefined || ops[at] === READ;
