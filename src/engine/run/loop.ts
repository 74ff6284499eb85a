import type { VirtualMs } from '../../base/units';
import type { Speed } from '../contract/engine';
import type { Run } from './run';
import type { Pace } from './snapshot';

/** Wall time of one slice: between slices commands get in. */
const SLICE_MS = 8;
/** Events between two looks at the wall clock, which costs more than most events. */
const EVENTS_A_LOOK = 32;
/** How far the run may lag behind the speed asked before it gives up catching up, wall time. */
const MOST_LAG_MS = 250;
/** Speed reached is taken over about so long, wall time. */
const PACE_OVER_MS = 1_000;

export interface LoopHost {
  /** The wall clock, in milliseconds. */
  wallNow(): number;
  /** Calls back soon: at once, or after a pause in wall milliseconds. */
  soon(pauseMs: number, slice: () => void): void;
}

/** Where the run goes as fast as it can, to stand still there. */
interface Goal {
  /** At the latest. */
  readonly at: VirtualMs;
  /** Checked between two events: true ends the way before its time. Without it, the moment is the goal. */
  readonly isReached: (() => boolean) | undefined;
  /** Called when the goal is reached or given up. */
  over(reached: boolean): void;
}

/** Wall time decides how far the virtual clock may go, and nothing else. */
export class Loop {
  #playing = false;
  #speed: Speed = 1;
  #goal: Goal | undefined;
  #anchor = { wall: 0, virtual: 0 };
  #planned = false;
  /** Moments of the last second, for the speed reached. */
  #trail: { wall: number; virtual: number; requests: number }[] = [];

  constructor(
    private readonly host: LoopHost,
    private readonly run: () => Run,
    /** Called between two events, after each slice. */
    private readonly afterSlice: () => void = () => {},
    /** Called when the moment is reached to which the run was to go. */
    private readonly arrived: () => void = () => {},
  ) {}

  get playing(): boolean {
    return this.#playing;
  }

  play(): void {
    if (this.#playing && this.#goal === undefined) return;
    this.#end(false);
    this.#playing = true;
    this.#trail = [];
    this.#drop();
    this.#plan(0);
  }

  pause(): void {
    this.#playing = false;
    this.#end(false);
  }

  /**
   * Goes to a moment as fast as it can, and pauses there, or before it when `isReached` says so.
   * @param over called at the end: with true unless it was played, paused or sent elsewhere on the way.
   */
  runTo(at: VirtualMs, isReached?: Goal['isReached'], over: Goal['over'] = () => {}): void {
    this.play();
    this.#goal = { at, isReached, over };
  }

  setSpeed(speed: Speed): void {
    this.#speed = speed;
    this.#trail = [];
    this.#drop();
    if (this.#playing) this.#plan(0);
  }

  /** After a new run was opened. */
  restart(): void {
    this.#trail = [];
    this.#drop();
  }

  get pace(): Pace {
    const first = this.#trail[0];
    const last = this.#trail.at(-1);
    const wall = first && last ? last.wall - first.wall : 0;
    const per = (amount: number) => (this.#playing && wall > 0 ? amount / wall : 0);
    return {
      playing: this.#playing,
      goingTo: this.#goal?.isReached ? undefined : this.#goal?.at,
      speedAsked: this.#speed,
      speedReached: per((last?.virtual ?? 0) - (first?.virtual ?? 0)),
      requestsPerWallSecond: per(((last?.requests ?? 0) - (first?.requests ?? 0)) * 1_000),
    };
  }

  #end(reached: boolean): void {
    const goal = this.#goal;
    this.#goal = undefined;
    goal?.over(reached);
  }

  /** From now on the speed asked is counted anew. */
  #drop(): void {
    this.#anchor = { wall: this.host.wallNow(), virtual: this.run().clock.now };
  }

  #plan(pauseMs: number): void {
    if (this.#planned) return;
    this.#planned = true;
    this.host.soon(pauseMs, () => {
      this.#planned = false;
      if (this.#playing) this.#slice();
    });
  }

  #slice(): void {
    const start = this.host.wallNow();
    const run = this.run();
    const goal = this.#goal;
    const speed = goal === undefined ? this.#speed : 'max';
    const until =
      speed === 'max'
        ? (goal?.at ?? Number.MAX_VALUE)
        : this.#anchor.virtual + (start - this.#anchor.wall) * speed;
    let events = 0;
    let reached = false;
    const hasTime = () => ++events % EVENTS_A_LOOK !== 0 || this.host.wallNow() - start < SLICE_MS;
    const isReached = goal?.isReached;
    const mayGoOn = isReached
      ? () => {
          reached = isReached();
          return !reached && hasTime();
        }
      : hasTime;
    const done = run.clock.run(until, mayGoOn);
    if (!done && speed !== 'max' && until - run.clock.now > MOST_LAG_MS * speed) this.#drop();
    this.#remember();
    this.afterSlice();
    if (goal && (done || reached)) {
      this.#playing = false;
      this.arrived();
      this.#end(true);
      return;
    }
    this.#plan(done || run.clock.held ? SLICE_MS : 0);
  }

  #remember(): void {
    const now = this.host.wallNow();
    this.#trail.push({
      wall: now,
      virtual: this.run().clock.now,
      requests: this.run().figures.pages.requests,
    });
    while (this.#trail.length > 2 && now - (this.#trail[0]?.wall ?? now) > PACE_OVER_MS) this.#trail.shift();
  }
}
