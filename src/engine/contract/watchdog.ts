import type { Milliseconds } from '../../base/units';

/** The page's time, and whether it is seen. In tests, a fake. */
export interface PageTime {
  /** The wall clock. */
  now(): Milliseconds;
  /** Calls back again and again, until the returned function is called. */
  every(ms: Milliseconds, work: () => void): () => void;
  /** False in a hidden tab, whose timers browsers hold back. */
  isSeen(): boolean;
}

/** How long the engine may stay silent while the page waits for an answer. */
export const SILENT_AFTER_MS: Milliseconds = 5_000;
/** The same while it opens or imports a shop, which it does in one go. */
export const LENGTHY_AFTER_MS: Milliseconds = 60_000;
const TICK_MS: Milliseconds = 1_000;

export interface WatchdogListener {
  /** Called with the time since the last answer. */
  silent(forMs: Milliseconds): void;
  /** Called when it answers again. */
  answered(): void;
}

/**
 * Notices that the worker does not answer: it is in an endless loop, or was ended from outside, which browsers do
 * not report. Silence is counted in ticks of the page's own timer, only while a call is waiting, and each tick counts for
 * one second at most. So there is no false alarm while the page itself sleeps: not when a debugger holds it or the
 * computer was suspended (a late tick counts for nothing, since answers may wait behind it), not in a hidden tab. A
 * worker that a debugger holds cannot be distinguished from one that loops, so an alarm ends nothing: it is taken back with the
 * first answer.
 */
export class Watchdog {
  readonly #waiting = new Map<object, Milliseconds>();
  #silentMs = 0;
  #alarmed = false;
  #lastTick = 0;
  #stop: (() => void) | undefined;

  constructor(
    private readonly time: PageTime,
    private readonly listener: WatchdogListener,
  ) {}

  /** A call begins that may take so long. Returns what is to be called when it is over, however it ended. */
  begin(limitMs: Milliseconds = SILENT_AFTER_MS): () => void {
    const call = {};
    this.#waiting.set(call, limitMs);
    if (!this.#stop) {
      this.#silentMs = 0;
      this.#lastTick = this.time.now();
      this.#stop = this.time.every(TICK_MS, () => this.#tick());
    }
    return () => {
      this.#waiting.delete(call);
      this.heard();
    };
  }

  /** Something came from the worker. */
  heard(): void {
    this.#silentMs = 0;
    if (this.#alarmed) {
      this.#alarmed = false;
      this.listener.answered();
    }
    if (this.#waiting.size === 0) this.#rest();
  }

  /** Another worker takes the place of the one that is watched: what was waited for does not come. */
  forget(): void {
    this.#waiting.clear();
    this.heard();
  }

  #rest(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  #tick(): void {
    const now = this.time.now();
    const passed = now - this.#lastTick;
    this.#lastTick = now;
    if (!this.time.isSeen()) this.#silentMs = 0;
    else if (passed < 2 * TICK_MS) this.#silentMs += passed;
    if (this.#alarmed || this.#silentMs < Math.max(...this.#waiting.values())) return;
    this.#alarmed = true;
    this.listener.silent(this.#silentMs);
  }
}
