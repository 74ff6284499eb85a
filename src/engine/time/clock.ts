import { Heap } from '../../base/heap';
import type { Saved } from '../../base/saved';
import type { VirtualMs } from '../../base/units';

/**
 * At one time the world's own events come first (0), then what people do (1), so that a repeated run keeps the order;
 * last what may have to wait for the wall clock (2): everything else can still happen before it.
 */
type Lane = 0 | 1 | 2;

/** What will happen, as data. `E` maps each kind of event to what it is about. */
export interface Due<E, K extends keyof E = keyof E> {
  readonly at: VirtualMs;
  readonly lane: Lane;
  /** Of two in one lane, the one planned first comes first. */
  readonly order: number;
  readonly kind: K;
  readonly about: E[K];
}

/** What each kind of event does: the one table from kind to behaviour. */
export type Handlers<E> = { readonly [K in keyof E]: (about: E[K]) => void };

/** Kinds that may not happen yet, since they wait for something outside of virtual time. */
export type Readiness<E> = { readonly [K in keyof E]?: (about: E[K]) => boolean };

/** Events under way and the present moment. */
export interface ClockState<E> {
  readonly now: VirtualMs;
  readonly planned: number;
  readonly events: readonly Due<E>[];
}

const comesBefore = (a: Due<never, never>, b: Due<never, never>): boolean => {
  if (a.at !== b.at) return a.at < b.at;
  return a.lane === b.lane ? a.order < b.order : a.lane < b.lane;
};

/**
 * Virtual time: events in a priority queue, each at its moment. An event is a record; a table says what its kind
 * does. Nothing here reads the wall clock: the loop decides how far time may go. Events are never dropped.
 */
export class Clock<E> implements Saved<ClockState<E>> {
  #now: VirtualMs = 0;
  #planned = 0;
  /** `step` was called, and the next event was not ready. */
  #held = false;
  readonly #events = new Heap<Due<E>>(comesBefore as (a: Due<E>, b: Due<E>) => boolean);
  #handlers: Handlers<E> | undefined;
  #readiness: Readiness<E> = {};

  /** Sets what events do. Once, before the first `step`. */
  handle(handlers: Handlers<E>, readiness: Readiness<E> = {}): void {
    this.#handlers = handlers;
    this.#readiness = readiness;
  }

  get now(): VirtualMs {
    return this.#now;
  }

  /** Time of the next event; Infinity without one. */
  get next(): VirtualMs {
    return this.#events.first?.at ?? Number.POSITIVE_INFINITY;
  }

  /** Whether time stands still because the next event is not ready. */
  get held(): boolean {
    return this.#held && this.#events.first !== undefined && !this.#isReady(this.#events.first);
  }

  /** Plans an event for a moment that is not past. Time does not pass it before it is ready. */
  plan<K extends keyof E>(kind: K, at: VirtualMs, about: E[K], lane: Lane = 0): void {
    if (!(at >= this.#now))
      throw new Error(`${String(kind)} at ${at} ms cannot be planned at ${this.#now} ms`);
    this.#events.add({ at, lane, order: this.#planned++, kind, about });
  }

  /** Plans an event for `ms` from now. */
  after<K extends keyof E>(ms: VirtualMs, kind: K, about: E[K]): void {
    this.plan(kind, this.#now + ms, about);
  }

  /** Takes planned events of one kind back. O(n). */
  cancel<K extends keyof E>(kind: K, isMeant: (event: Due<E, K>) => boolean): void {
    const stay = this.#events.elements.filter((event) => event.kind !== kind || !isMeant(event as Due<E, K>));
    this.#events.clear();
    for (const event of stay) this.#events.add(event);
  }

  /** Lets the next event happen. False without one, and when it is not ready. */
  step(): boolean {
    const event = this.#events.first;
    if (!event) return false;
    this.#held = !this.#isReady(event);
    if (this.#held) return false;
    this.#events.take();
    this.#now = event.at;
    if (!this.#handlers) throw new Error('The clock was advanced before its handlers of events were set');
    this.#handlers[event.kind](event.about);
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

  /** Events are shared with the saved state: what they are about never changes. */
  save(): ClockState<E> {
    return { now: this.#now, planned: this.#planned, events: [...this.#events.elements] };
  }

  restore({ now, planned, events }: ClockState<E>): void {
    this.#now = now;
    this.#planned = planned;
    this.#held = false;
    this.#events.clear();
    for (const event of events) this.#events.add(event);
  }

  #isReady({ kind, about }: Due<E>): boolean {
    return this.#readiness[kind]?.(about) ?? true;
  }
}
