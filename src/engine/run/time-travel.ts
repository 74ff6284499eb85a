import { ok, type Reply } from '../../base/result';
import type { Milliseconds, VirtualMs } from '../../base/units';
import type {
  Future,
  MemoCacheName,
  NextEvent,
  OpenedRun,
  SearchResult,
  TravelState,
} from '../contract/engine';
import { memoCacheNames, nextEvents } from '../contract/engine';
import type { Loop } from './loop';
import { Past } from './past';
import type { Run } from './run';
import type { SavedRun } from './saved-run';

/** It is not looked further ahead for what comes next. */
const LONGEST_SEARCH_MS: VirtualMs = 600_000;

interface TravelParts {
  wallNow(): Milliseconds;
  readonly loop: Pick<Loop, 'runTo'>;
  run(): Run;
  /** Puts a saved run, or without one the run from its beginning, in the place of the present one. */
  takeUp(saved: SavedRun | undefined, known: Future['interventions']): Promise<Reply<OpenedRun>>;
}

/** Moves a run in its time: back to any moment, on to the next event, into another of its futures. */
export class TimeTravel {
  readonly #past: Past;
  #head: VirtualMs = 0;
  #forks = 0;
  #forkedAt: VirtualMs = 0;

  constructor(private readonly parts: TravelParts) {
    this.#past = new Past(parts.wallNow);
  }

  get state(): TravelState {
    this.#reach();
    return { head: this.#head, forks: this.#forks, forkedAt: this.#forkedAt, bytes: this.#past.bytes };
  }

  /** Another run is open. */
  begin(): void {
    this.#past.forget();
    this.#head = this.parts.run().clock.now;
    this.#forks = 0;
    this.#forkedAt = 0;
  }

  /** Keeps checkpoints on the way. Between two events only. */
  note(): void {
    this.#reach();
    this.#past.note(this.parts.run());
  }

  /** Before something is done: in the past it begins another future, without what was done later in this one. */
  act(): void {
    this.#reach();
    const run = this.parts.run();
    if (run.clock.now >= this.#head) return;
    run.forgetLater();
    this.#past.forked(run);
    this.#head = run.clock.now;
    this.#forks++;
    this.#forkedAt = run.clock.now;
  }

  /**
   * Goes to a moment and pauses there. Comes back when that has begun: with what was opened, or undefined when the
   * present run only had to go on.
   */
  async goTo(at: VirtualMs, future?: Future): Promise<Reply<OpenedRun | undefined>> {
    this.#reach();
    const run = this.parts.run();
    const known = future?.interventions ?? run.asSpec.interventions;
    if (!future && at >= run.clock.now) {
      this.parts.loop.runTo(at);
      return ok(undefined);
    }
    const opened = await this.#takeUp(this.#past.nearest(at, known), known);
    if (!opened.ok) return opened;
    if (future) this.#head = future.head;
    this.parts.loop.runTo(at);
    return opened;
  }

  /** Goes back to where one request less was answered; undefined at the beginning. */
  async back(): Promise<Reply<OpenedRun | undefined>> {
    this.#reach();
    const run = this.parts.run();
    const { now } = run.clock;
    const wanted = run.figures.pages.requests - 1;
    if (wanted < 0) return ok(undefined);
    const opened = await this.#standAt(wanted, now);
    if (!opened.ok || opened.value === wanted) return opened.ok ? ok(opened.opened) : opened;
    // Several requests were answered at once: before all of them.
    const again = await this.#standAt(opened.before, now);
    return again.ok ? ok(again.opened) : again;
  }

  /** Plays on until something happens next, for ten minutes at most. */
  runToNext(what: NextEvent, cache: MemoCacheName | 'all'): Promise<SearchResult> {
    const { counter } = nextEvents[what];
    const names: readonly MemoCacheName[] = cache === 'all' ? memoCacheNames : [cache];
    const { figures, layers, clock } = this.parts.run();
    const count = () =>
      names.reduce((sum, name) => sum + figures.total(name, layers.stats(name))[counter], 0);
    const before = count();
    return new Promise((resolve) => {
      this.parts.loop.runTo(
        clock.now + LONGEST_SEARCH_MS,
        () => count() > before,
        (arrived) => resolve(count() > before ? 'found' : arrived ? 'none' : 'stopped'),
      );
    });
  }

  /** Stands the run where so many requests were just answered. */
  async #standAt(requests: number, atMost: VirtualMs) {
    const known = this.parts.run().asSpec.interventions;
    const opened = await this.#takeUp(this.#past.nearest(atMost, known, requests - 1), known);
    if (!opened.ok) return opened;
    const { pages } = this.parts.run().figures;
    let [before, last] = [pages.requests, pages.requests];
    await new Promise<void>((resolve) => {
      const isReached = () => {
        if (pages.requests !== last) [before, last] = [last, pages.requests];
        return last >= requests;
      };
      const over = () => {
        // The last event may have come just before the end.
        isReached();
        resolve();
      };
      this.parts.loop.runTo(atMost, isReached, over);
    });
    return { ok: true as const, value: last, before, opened: opened.value };
  }

  async #takeUp(saved: SavedRun | undefined, known: Future['interventions']): Promise<Reply<OpenedRun>> {
    const opened = await this.parts.takeUp(saved, known);
    if (opened.ok) this.#past.resumed(this.parts.run(), known);
    return opened;
  }

  #reach(): void {
    this.#head = Math.max(this.#head, this.parts.run().clock.now);
  }
}
