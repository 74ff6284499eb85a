import type { Milliseconds, VirtualMs } from '../base/units';

/** Beyond this the timers of a browser cannot follow: the query cache's clock stays at it and says so. */
export const FOLLOWS_UP_TO = 60;

/**
 * The engine's clock as this browser knows it: told with each snapshot, carried on by the wall clock in between. The
 * query cache lives on the wall clock; its times are shown and set in virtual time and divided by the speed.
 */
export class VirtualTime {
  #at: VirtualMs = 0;
  #toldAt: Milliseconds = 0;
  #reached = 0;
  #playing = false;
  #asked: number | 'max' = 1;

  constructor(private readonly wallNow: () => Milliseconds) {}

  /** A snapshot tells the time. `reached` is the speed that the engine runs at. */
  tell(at: VirtualMs, playing: boolean, asked: number | 'max', reached: number): void {
    this.#at = at;
    this.#toldAt = this.wallNow();
    this.#playing = playing;
    this.#asked = asked;
    this.#reached = reached;
  }

  get now(): VirtualMs {
    if (!this.#playing) return this.#at;
    // Between two snapshots no more than a second passes unseen: a lost worker does not make time run on.
    return this.#at + Math.min(1_000, this.wallNow() - this.#toldAt) * this.#reached;
  }

  /** Virtual over wall time, as far as the query cache can follow. */
  get speed(): number {
    return this.#asked === 'max' ? FOLLOWS_UP_TO : Math.min(this.#asked, FOLLOWS_UP_TO);
  }

  /** Whether the engine is asked to run faster than a browser's timers can follow. */
  get tooFast(): boolean {
    return this.#asked === 'max' || this.#asked > FOLLOWS_UP_TO;
  }

  toWall = (ms: VirtualMs): Milliseconds => ms / this.speed;
  toVirtual = (ms: Milliseconds): VirtualMs => ms * this.speed;
}
