import type { Milliseconds, VirtualMs } from '../../base/units';
import type { PageTime } from './watchdog';

/**
 * A saved run at the page's side. It stands in the queue of a message port that is never read here: the page holds it
 * as the bytes that crossed, and hands the port to the worker that continues it. It can be opened once.
 */
export interface KeptRun {
  /** The moment at which it was saved. */
  readonly at: VirtualMs;
  readonly saved: MessagePort;
}

/** A run is kept at most so often. */
export const KEEP_EVERY_MS: Milliseconds = 10_000;
/** And the first time after so long at the latest. */
const LOOK_EVERY_MS: Milliseconds = 2_000;

/** Keeps the last saved run of the engine, to continue from when its worker is lost. */
export class RunKeeper {
  #kept: KeptRun | undefined;
  /** The run's moment when it was last heard of; undefined while none is open. */
  #at: VirtualMs | undefined;
  #asking = false;
  readonly #stop: () => void;
  /** When it was kept last, wall time. */
  #keptAt = Number.NEGATIVE_INFINITY;

  /** @param ask has the engine save its run; undefined when it would take too much memory. */
  constructor(
    private readonly time: PageTime,
    private readonly ask: () => Promise<KeptRun | undefined>,
  ) {
    this.#stop = time.every(LOOK_EVERY_MS, () => void this.#keep());
  }

  /** The moment of the run that is kept; undefined without one. */
  get at(): VirtualMs | undefined {
    return this.#kept?.at;
  }

  /** The run has come so far. */
  heardOf(at: VirtualMs): void {
    this.#at = at;
  }

  /** Discards the kept run when another run is open. */
  forget(): void {
    this.#hold(undefined);
    this.#at = undefined;
    this.#keptAt = Number.NEGATIVE_INFINITY;
  }

  /** Keeps nothing any more. */
  end(): void {
    this.#stop();
    this.forget();
  }

  /** Returns the kept run, to be opened, and forgets it. */
  take(): KeptRun | undefined {
    const kept = this.#kept;
    this.#kept = undefined;
    return kept;
  }

  /** Saves the run, if it has advanced since the last time and the page is visible. */
  async #keep(): Promise<void> {
    const at = this.#at;
    if (this.#asking || at === undefined || at === this.#kept?.at || !this.time.isSeen()) return;
    if (this.time.now() - this.#keptAt < KEEP_EVERY_MS) return;
    this.#asking = true;
    this.#keptAt = this.time.now();
    try {
      const kept = await this.ask();
      // Meanwhile another run may have been opened.
      if (this.#at === undefined) kept?.saved.close();
      else this.#hold(kept);
    } catch {
      // The engine is gone: what was kept before stays.
    } finally {
      this.#asking = false;
    }
  }

  #hold(kept: KeptRun | undefined): void {
    this.#kept?.saved.close();
    this.#kept = kept;
  }
}
