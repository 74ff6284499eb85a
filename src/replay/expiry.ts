import { NONE } from '../cache/policy';
import { TimingWheel } from '../cache/structures/timing-wheel';
import type { Requests } from './simulate';

/**
 * Eager expiry on the trace's clock: an object is gone before the first request at or after its time, so that dead
 * ones never hold a place. `at` is the number of a request.
 */
export interface Expiry {
  /** The object that request `at` asks for begins a life, or begins it anew. */
  start(id: number, at: number): void;
  /** It left the cache for another reason. */
  stop(id: number): void;
  /** The next object that is dead when request `at` comes, no longer known here; NONE if there is none. */
  next(at: number): number;
  deadlineOf(id: number): number;
}

/** The expiry that a run asks for; undefined where nothing ever dies. */
export function expiryOf(requests: Requests, ttlMs: number | undefined): Expiry | undefined {
  const { ids, distinct, times, ttls } = requests;
  if (!times) return undefined;
  if (ttlMs !== undefined) return new SameTtl(ids, times, distinct, ttlMs);
  return ttls && new OwnTtls(times, ttls, distinct);
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
  readonly #ttlMs: number;
  /** The request that began the life of an id; NONE while it is not resident. */
  readonly #began: Int32Array;
  /** From place `first` to before `last`, both taken modulo its length, a power of two. */
  #queue = new Int32Array(FIRST_PLACES);
  #first = 0;
  #last = 0;

  constructor(ids: Int32Array, times: Float64Array, distinct: number, ttlMs: number) {
    this.#ids = ids;
    this.#times = times;
    this.#ttlMs = ttlMs;
    this.#began = new Int32Array(distinct).fill(NONE);
  }

  start(id: number, at: number): void {
    this.#began[id] = at;
    if (this.#last - this.#first === this.#queue.length) this.#grow();
    this.#queue[this.#last++ & (this.#queue.length - 1)] = at;
  }

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

/** A TTL of its own for each object: a timing wheel. O(1) a request, 20 bytes an id. */
class OwnTtls implements Expiry {
  readonly #times: Float64Array;
  readonly #ttls: Float64Array;
  readonly #deadlines: Float64Array;
  readonly #wheel: TimingWheel;
  /** A replay does all that is due. */
  readonly #work = { left: Infinity };

  constructor(times: Float64Array, ttls: Float64Array, distinct: number) {
    this.#times = times;
    this.#ttls = ttls;
    this.#deadlines = new Float64Array(distinct).fill(Infinity);
    this.#wheel = new TimingWheel(distinct, times[0] ?? 0, TICK_MS);
  }

  start(id: number, at: number): void {
    this.#wheel.remove(id);
    const deadline = (this.#times[at] as number) + (this.#ttls[at] as number);
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
