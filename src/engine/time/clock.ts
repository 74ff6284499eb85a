import { Heap } from '../../base/heap';
import type { VirtualMs } from '../../base/units';

interface Event {
  readonly at: VirtualMs;
  readonly lane: Lane;
  /** Of two in one lane, the one planned first comes first. */
  readonly order: number;
  readonly happen: () => void;
  /** Whether it may happen yet: what it waits for lies outside of virtual time. Left out: at once. */
  readonly isReady?: (() => boolean) | undefined;
}

/**
 * At one time the world's own events come first (0), then what people do (1), so that a repeated run keeps the order;
 * last what had to be waited for (2): who waits can still do something before it.
 */
type Lane = 0 | 1 | 2;

const comesBefore = (a: Event, b: Event): boolean => {
  if (a.at !== b.at) return a.at < b.at;
  return a.lane === b.lane ? a.order < b.order : a.lane < b.lane;
};

/**
 * Virtual time: events in a priority queue, each at its moment. Nothing here knows the wall clock; who
 * drives it decides how far it may go. Events are never dropped.
 */
export class Clock {
  #now: VirtualMs = 0;
  #planned = 0;
  /** Somebody wanted to go on, and the next event was not ready. */
  #held = false;
  readonly #events = new Heap<Event>(comesBefore);

  get now(): VirtualMs {
    return this.#now;
  }

  /** When the next event stands; Infinity without one. */
  get next(): VirtualMs {
    return this.#events.first?.at ?? Number.POSITIVE_INFINITY;
  }

  /** Whether time stands still because the next event is not ready. */
  get held(): boolean {
    return this.#held && this.#events.first?.isReady?.() === false;
  }

  /** Plans something for a moment that is not past. Time does not pass it before it `isReady`. */
  at(at: VirtualMs, happen: () => void, lane: Lane = 0, isReady?: () => boolean): void {
    if (!(at >= this.#now)) throw new Error(`An event at ${at} ms cannot be planned at ${this.#now} ms`);
    this.#events.add({ at, lane, order: this.#planned++, happen, isReady });
  }

  after(ms: VirtualMs, happen: () => void): void {
    this.at(this.#now + ms, happen);
  }

  /** Lets the next event happen. False without one, and when it is not ready. */
  step(): boolean {
    const event = this.#events.first;
    if (!event) return false;
    this.#held = event.isReady?.() === false;
    if (this.#held) return false;
    this.#events.take();
    this.#now = event.at;
    event.happen();
    return true;
  }

  /**
   * Lets everything up to `until` happen, or as long as `mayGoOn` says so and each event is ready. True when `until`
   * is reached.
   */
  run(until: VirtualMs, mayGoOn: () => boolean = () => true): boolean {
    while (this.next <= until) if (!mayGoOn() || !this.step()) return false;
    if (until > this.#now) this.#now = until;
    return true;
  }
}

/** Something that happens again and again at random: a Poisson process whose rate may change at any time. */
export class Recurring {
  #generation = 0;

  constructor(
    private readonly clock: Clock,
    private readonly wait: (ratePerMs: number) => VirtualMs,
    private readonly happen: () => void,
  ) {}

  /** From now on so many a virtual millisecond; 0 stops it. What was planned at the old rate is forgotten. */
  setRate(perMs: number): void {
    const generation = ++this.#generation;
    if (perMs <= 0) return;
    const plan = () =>
      this.clock.after(this.wait(perMs), () => {
        if (generation !== this.#generation) return;
        plan();
        this.happen();
      });
    plan();
  }
}
