import type { Random } from '../base/random';
import { NONE } from './policy';
import { TimingWheel } from './structures/timing-wheel';

/** Time to live in milliseconds, more than 0, or `never`. 0 is refused: to keep nothing, bypass the cache. */
export type Ttl = number | 'never';

export interface LifetimeOptions {
  /** Time from the insertion of an entry to its expiry. */
  readonly ttlMs: Ttl;
  /** Time from the last use of an entry to its expiry, within its TTL. */
  readonly idleMs: Ttl;
  /** Share of a TTL, 0 to 1, that it is shortened by at most, at random: simultaneous entries expire at other times. */
  readonly jitter: number;
  /** How long an expired entry is kept for requests that accept a stale answer. */
  readonly graceMs: number;
}

/**
 * Deadlines of entries. An entry is expired when `now >= deadline`. A deadline never moves past insertion + TTL,
 * however often the entry is used, so every entry with a TTL expires. 8 bytes a slot once there is a TTL, 16 with idle
 * times, 12 more for the wheel of active expiry.
 */
export class Lifetimes {
  #options: LifetimeOptions;
  readonly #random: Random;
  #slots: number;
  /** Deadline of each slot; undefined as long as no entry has one. */
  #deadlines: Float64Array | undefined;
  /** Insertion + TTL of each slot, if idle times keep the deadline below it. */
  #latest: Float64Array | undefined;
  #wheel: TimingWheel | undefined;
  readonly #work = { left: 0 };

  constructor(slots: number, options: LifetimeOptions, random: Random) {
    this.#slots = slots;
    this.#random = random;
    this.#options = checked(options);
    this.#prepare();
  }

  get options(): LifetimeOptions {
    return this.#options;
  }

  /** Whether any entry has, or may soon have, a deadline: only then is a clock needed. */
  get timed(): boolean {
    return this.#deadlines !== undefined;
  }

  /** Whether a use moves deadlines. */
  get idle(): boolean {
    return this.#latest !== undefined;
  }

  /** Returns the deadline of an entry; Infinity if it does not expire. */
  deadlineAt(slot: number): number {
    return this.#deadlines === undefined ? Infinity : (this.#deadlines[slot] as number);
  }

  isExpired(slot: number, now: number): boolean {
    return this.#deadlines !== undefined && now >= (this.#deadlines[slot] as number);
  }

  /** Returns whether an entry is expired for longer than the grace. */
  isPastGrace(slot: number, now: number): boolean {
    return this.#deadlines !== undefined && now >= (this.#deadlines[slot] as number) + this.#options.graceMs;
  }

  /** Sets the deadline of a new value. @param ttlMs its TTL; throws for 0, negative numbers and NaN. */
  enter(slot: number, now: number, ttlMs: Ttl): void {
    const finite = ttlMs !== 'never' || this.#options.idleMs !== 'never';
    const deadlines = this.#deadlines ?? (finite ? this.#allocate() : undefined);
    if (deadlines === undefined) return;
    const latest = ttlMs === 'never' ? Infinity : now + this.#jittered(checkedTtl(ttlMs));
    if (this.#latest) this.#latest[slot] = latest;
    deadlines[slot] = Math.min(latest, this.#idleDeadline(now));
    this.#schedule(slot);
  }

  /** Records a use: idle times move the deadline. */
  touch(slot: number, now: number): void {
    if (this.#latest === undefined || this.#deadlines === undefined) return;
    // The wheel checks the entry at the old deadline and reschedules it then: a use does not touch the wheel.
    this.#deadlines[slot] = Math.min(this.#latest[slot] as number, this.#idleDeadline(now));
  }

  leave(slot: number): void {
    this.#wheel?.remove(slot);
  }

  /** Applies the present TTL and idle time to a resident: its deadline may move earlier, never later. */
  limit(slot: number, insertedAt: number, usedAt: number): void {
    const deadlines = this.#deadlines;
    if (deadlines === undefined) return;
    const { ttlMs } = this.#options;
    const latest = ttlMs === 'never' ? Infinity : insertedAt + ttlMs;
    if (this.#latest) this.#latest[slot] = Math.min(this.#latest[slot] as number, latest);
    deadlines[slot] = Math.min(deadlines[slot] as number, latest, this.#idleDeadline(usedAt));
    this.#wheel?.remove(slot);
    this.#schedule(slot);
  }

  /** Moves the deadline of an entry to `at`, if it is later. */
  expireAt(slot: number, at: number): void {
    const deadlines = this.#deadlines ?? this.#allocate();
    if ((deadlines[slot] as number) <= at) return;
    deadlines[slot] = at;
    if (this.#latest) this.#latest[slot] = at;
    this.#wheel?.remove(slot);
    this.#schedule(slot);
  }

  /** Starts or stops active expiry. `forEach` visits the residents. */
  setActive(active: boolean, now: number, forEach: (visit: (slot: number) => void) => void): void {
    if (active === (this.#wheel !== undefined)) return;
    this.#wheel = active ? new TimingWheel(this.#slots, now) : undefined;
    if (active) forEach((slot) => this.#schedule(slot));
  }

  /** Visits entries past their deadline and grace, with at most `limit` steps of work a call. See TimingWheel. */
  collect(now: number, limit: number, visit: (slot: number) => void): void {
    const wheel = this.#wheel;
    if (wheel === undefined) return;
    this.#work.left = limit;
    for (let slot = wheel.next(now, this.#work); slot !== NONE; slot = wheel.next(now, this.#work)) {
      if (this.isPastGrace(slot, now)) visit(slot);
      else this.#schedule(slot);
    }
  }

  /** Changes the options for entries inserted from now on; `graceMs` applies to all. */
  reconfigure(change: Partial<LifetimeOptions>): void {
    this.#options = checked({ ...this.#options, ...change });
    this.#prepare();
  }

  save() {
    return {
      options: this.#options,
      slots: this.#slots,
      deadlines: this.#deadlines?.slice(),
      latest: this.#latest?.slice(),
      wheel: this.#wheel?.save(),
    };
  }

  restore({ options, slots, deadlines, latest, wheel }: ReturnType<Lifetimes['save']>): void {
    this.#options = options;
    this.#slots = slots;
    this.#deadlines = deadlines?.slice();
    this.#latest = latest?.slice();
    this.#wheel = wheel && new TimingWheel(slots, 0);
    if (wheel) this.#wheel?.restore(wheel);
  }

  resize(slots: number): void {
    this.#slots = slots;
    if (this.#deadlines) this.#deadlines = grown(this.#deadlines, slots);
    if (this.#latest) this.#latest = grown(this.#latest, slots);
    this.#wheel?.resize(slots);
  }

  #prepare(): void {
    const { ttlMs, idleMs } = this.#options;
    if (this.#deadlines === undefined && (ttlMs !== 'never' || idleMs !== 'never')) this.#allocate();
    if (this.#latest === undefined && idleMs !== 'never') this.#latest = this.#deadlines?.slice();
  }

  #allocate(): Float64Array {
    this.#deadlines = new Float64Array(this.#slots).fill(Infinity);
    return this.#deadlines;
  }

  #schedule(slot: number): void {
    if (this.#wheel === undefined) return;
    const deadline = this.deadlineAt(slot);
    if (deadline !== Infinity) this.#wheel.add(slot, deadline + this.#options.graceMs);
  }

  #idleDeadline(now: number): number {
    return this.#options.idleMs === 'never' ? Infinity : now + this.#options.idleMs;
  }

  #jittered(ttlMs: number): number {
    return this.#options.jitter === 0 ? ttlMs : ttlMs * (1 - this.#options.jitter * this.#random.next());
  }
}

function grown(column: Float64Array, slots: number): Float64Array {
  const more = new Float64Array(slots).fill(Infinity);
  more.set(column.subarray(0, slots));
  return more;
}

function checked(options: LifetimeOptions): LifetimeOptions {
  if (options.ttlMs !== 'never') checkedTtl(options.ttlMs);
  if (options.idleMs !== 'never') checkedTtl(options.idleMs);
  if (!(options.jitter >= 0 && options.jitter < 1))
    throw new Error(`Jitter is a share of the TTL from 0 to below 1, got ${options.jitter}`);
  if (!(options.graceMs >= 0)) throw new Error(`A grace is 0 ms or more, got ${options.graceMs}`);
  return options;
}

/** Returns a valid TTL; throws for 0, negative numbers and NaN. */
export function checkedTtl(ttlMs: number): number {
  if (!(ttlMs > 0))
    throw new Error(`A TTL is more than 0 ms or 'never', got ${ttlMs}; to keep nothing, go past the cache`);
  return ttlMs;
}
