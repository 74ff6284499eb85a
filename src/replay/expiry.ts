import { NONE } from '../cache/policy';
import { TimingWheel } from '../cache/structures/timing-wheel';
import { READ, TOUCH } from './ops';
import type { Requests } from './simulate';

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
    const dead = (this.#times[at] as number) - this.#ttlMs;
    const queue = this.#queue;
    while (this.#first < this.#last) {
      const began = queue[this.#first & (queue.length - 1)] as number;
      if ((this.#times[began] as number) > dead) break;
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

/** The wheel's tick, milliseconds: what is finer in a trace's times is rounded up. */
const TICK_MS = 1;

/** A TTL of its own for each object: a timing wheel. O(1) a request, 28 bytes an id. */
class OwnTtls implements Expiry {
  readonly #times: Float64Array;
  readonly #ttls: Float64Array;
  readonly #ops: Uint8Array | undefined;
  readonly #deadlines: Float64Array;
  /** The TTL that the last write of each key said. */
  readonly #said: Float64Array;
  readonly #wheel: TimingWheel;
  /** A replay does all that is due. */
  readonly #work = { left: Infinity };

  constructor({ distinct, ops }: Requests, times: Float64Array, ttls: Float64Array) {
    this.#times = times;
    this.#ttls = ttls;
    this.#ops = ops;
    this.#deadlines = new Float64Array(distinct).fill(Infinity);
    this.#said = new Float64Array(distinct).fill(Infinity);
    this.#wheel = new TimingWheel(distinct, times[0] ?? 0, TICK_MS);
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
    if (deadline !== Infinity) this.#wheel.add(id, deadline);
  }

  stop(id: number): void {
    this.#wheel.remove(id);
  }

  next(at: number): number {
    const now = this.#times[at] as number;
    for (;;) {
      const id = this.#wheel.next(now, this.#work);
      if (id === NONE) return NONE;
      const deadline = this.#deadlines[id] as number;
      if (deadline <= now) return id;
      // Beyond the wheel's horizon: looked at again from here.
      this.#wheel.add(id, deadline);
    }
  }

  deadlineOf(id: number): number {
    return this.#deadlines[id] as number;
  }
}

const isRead = (ops: Uint8Array | undefined, at: number): boolean => ops === undefined || ops[at] === READ;
