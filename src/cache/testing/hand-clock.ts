import { Heap } from '../../base/heap';
import type { Timers } from '../real-clock';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly then: () => void;
}

/** Clock that a test advances by hand: timers fire at their time, and promises settle before the next timer. */
export class HandClock implements Timers {
  #now = 0;
  #planned = 0;
  readonly #off = new Set<Timer>();
  readonly #timers = new Heap<Timer>((a, b) => (a.at === b.at ? a.order < b.order : a.at < b.at));

  now(): number {
    return this.#now;
  }

  after(ms: number, then: () => void): () => void {
    const timer = { at: this.#now + ms, order: this.#planned++, then };
    this.#timers.add(timer);
    return () => this.#off.add(timer);
  }

  /** Resolves after this many milliseconds. */
  sleep(ms: number): Promise<void> {
    return new Promise((then) => this.after(ms, then));
  }

  async pass(ms: number): Promise<void> {
    const until = this.#now + ms;
    await settled();
    for (let next = this.#timers.first; next && next.at <= until; next = this.#timers.first) {
      this.#timers.take();
      if (this.#off.delete(next)) continue;
      this.#now = next.at;
      next.then();
      await settled();
    }
    this.#now = until;
  }
}

/** Resolves once all promises that can settle without time passing have settled. */
const settled = () => new Promise((then) => setImmediate(then));
