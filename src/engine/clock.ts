import { Heap } from '../base/heap';
import type { VirtualMs } from '../base/units';

interface Event {
  readonly at: VirtualMs;
  /** At one time the world's own events come first, what people do last: so a repeated run keeps the order. */
  readonly lane: 0 | 1;
  /** Of two in one lane, the one planned first comes first. */
  readonly order: number;
  readonly happen: () => void;
}

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
  readonly #events = new Heap<Event>(comesBefore);

  get now(): VirtualMs {
    return this.#now;
  }

  /** When the next event stands; Infinity without one. */
  get next(): VirtualMs {
    return this.#events.first?.at ?? Number.POSITIVE_INFINITY;
  }

  /** Plans something for a moment that is not past. */
  at(at: VirtualMs, happen: () => void, lane: 0 | 1 = 0): void {
    if (!(at >= this.#now)) throw new Error(`An event at ${at} ms cannot be planned at ${this.#now} ms`);
    this.#events.add({ at, lane, order: this.#planned++, happen });
  }

  after(ms: VirtualMs, happen: () => void): void {
    this.at(this.#now + ms, happen);
  }

  /** Lets the next event happen. False without one. */
  step(): boolean {
    const event = this.#events.take();
    if (!event) return false;
    this.#now = event.at;
    event.happen();
    return true;
  }

  /** Lets everything up to `until` happen, or as long as `mayGoOn` says so. True when `until` is reached. */
  run(until: VirtualMs, mayGoOn: () => boolean = () => true): boolean {
    while (this.next <= until) {
      if (!mayGoOn()) return false;
      this.step();
    }
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
