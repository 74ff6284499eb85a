import type { Milliseconds, VirtualMs } from '../base/units';

/**
 * Largest speed that a browser's timers can follow. Above it the query cache's clock stays at this speed, and the page
 * says so.
 */
export const MAX_SPEED = 60;

/**
 * The engine's clock as known to this browser: set with each snapshot, extrapolated by the wall clock in between. The
 * query cache uses the wall clock; its times are shown and set in virtual time and divided by the speed.
 */
export class VirtualTime {
  #at: VirtualMs = 0;
  #toldAt: Milliseconds = 0;
  #reached = 0;
  #playing = false;
  #asked: number | 'max' = 1;

  constructor(private readonly wallNow: () => Milliseconds) {}

  /** Sets the time from a snapshot. `reached` is the engine's actual speed. */
  set(at: VirtualMs, playing: boolean, asked: number | 'max', reached: number): void {
    this.#at = at;
    this.#toldAt = this.wallNow();
    this.#playing = playing;
    this.#asked = asked;
    this.#reached = reached;
  }

  get now(): VirtualMs {
    if (!this.#playing) return this.#at;
    // Extrapolates by at most one second: if the worker is lost, time stops.
    return this.#at + Math.min(1_000, this.wallNow() - this.#toldAt) * this.#reached;
  }

  /** Virtual time per wall time, as far as the query cache can follow. */
  get speed(): number {
    return this.#asked === 'max' ? MAX_SPEED : Math.min(this.#asked, MAX_SPEED);
  }

  /** Whether the requested speed exceeds what a browser's timers can follow. */
  get tooFast(): boolean {
    return this.#asked === 'max' || this.#asked > MAX_SPEED;
  }

  toWall = (ms: VirtualMs): Milliseconds => ms / this.speed;
  toVirtual = (ms: Milliseconds): VirtualMs => ms * this.speed;
}
