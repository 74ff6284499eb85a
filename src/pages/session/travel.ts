import { latestOnly } from '../../base/latest-only';
import type { Reply } from '../../base/result';
import type { VirtualMs } from '../../base/units';
import { type NextEvent, type OpenedRun, type Snapshot, seriesWidths } from '../../engine/contract/engine';
import { nearestMoment, type OtherFuture, upTo, withMoment } from './run-history';
import type { SessionParts, SharedState } from './session-state';
import { noChanges } from './shown-changes';
import type { Snapshots } from './snapshots';

/** Other futures that are kept to return to; the oldest goes. */
const MOST_FUTURES = 5;

/** Wall time between two looks at a run that is under way. */
const LOOK_EVERY_MS = 25;
/** Recorded figures stand for those of the moment so long at most, wall time; then the page shows the way there. */
const RECORDED_FOR_MS = 400;

/** The course that was left when the run went back: the first thing done there makes it another future. */
type Course = Omit<OtherFuture, 'from'>;

/** Moves the run in its time, and keeps what the strip shows of it. */
export class Travel {
  /** The course on which the run went back; undefined when it stands at its head. */
  #left: Course | undefined;
  #forks = 0;
  /** Counts the moments that were asked for: the way to an earlier one is given up. */
  #aims = 0;
  /** Counts the runs: the history of another one is not continued. */
  #run = -1;

  constructor(
    private readonly parts: SessionParts,
    private readonly shared: SharedState,
    private readonly snapshots: Pick<Snapshots, 'look' | 'startOver'>,
  ) {}

  /** Records a snapshot of the run, and notices when something was done in its past. */
  seen = (snapshot: Snapshot): void => {
    const { travel } = snapshot;
    const { run, history } = this.shared.state();
    if (history.length === 0 || run !== this.#run) this.#begin(run, travel.forks);
    else if (travel.forks > this.#forks) this.#forked(travel.forkedAt);
    this.#forks = travel.forks;
    // Beyond the head of the course that was left, this is the same course.
    if (this.#left && snapshot.at > this.#left.head) this.#left = undefined;
    const known = this.shared.state().history;
    const next = withMoment(known, snapshot);
    if (next !== known) this.shared.set({ history: next });
  };

  /** Shows the recorded figures nearest to a moment, while the strip is dragged; the run waits. */
  scrub = (at: VirtualMs): void => {
    const { scrubbed, snapshot, history } = this.shared.state();
    if (scrubbed === undefined && snapshot?.playing) void this.parts.engine.pause();
    const recorded = nearestMoment(history, at);
    if (!recorded || !snapshot) return;
    const shown = { ...recorded, playing: false, goingTo: undefined, travel: snapshot.travel };
    this.shared.set({ scrubbed: at, snapshot: shown, chart: shown });
  };

  /** One move at a time; of those that are asked for meanwhile, the last one. */
  readonly #move = latestOnly(async (move: () => Promise<Reply<OpenedRun | undefined>>) => {
    await this.#leave();
    await this.#taken(move);
  });

  /** Goes to a moment and pauses there. */
  goTo = (at: VirtualMs): Promise<void> => {
    this.#aims++;
    return this.#move(() => this.parts.engine.goTo(at));
  };

  /** Goes back to before the last answered request. */
  back = (): Promise<void> => this.#move(() => this.parts.engine.back());

  /** Plays on to what happens next in the chosen cache. */
  runToNext = async (what: NextEvent): Promise<void> => {
    this.shared.set({ sought: { what, state: 'searching' } });
    const searching = this.parts.engine.runToNext(what, this.shared.state().tier);
    await this.snapshots.look();
    const result = await searching;
    if (this.shared.state().sought?.what === what)
      this.shared.set({ sought: result === 'none' ? { what, state: 'none' } : undefined });
    await this.snapshots.look();
  };

  /** Returns to another future, at the moment to which it was played. The present course is kept in its place. */
  returnTo = async (future: OtherFuture): Promise<void> => {
    await this.#leave();
    const left = this.#left;
    const others = this.shared.state().futures.filter((one) => one !== future);
    const kept = left && { ...left, from: future.from };
    this.#aims++;
    await this.#move(async () => {
      this.#left = undefined;
      this.shared.set({ futures: kept ? [kept, ...others] : others, history: future.history });
      return await this.parts.engine.goTo(future.head, future);
    });
  };

  /** Remembers the present course, before the run leaves its head. */
  async #leave(): Promise<void> {
    if (this.#left) return;
    const { interventions } = await this.parts.engine.run();
    const { history, snapshot } = this.shared.state();
    const head = Math.max(snapshot?.travel.head ?? 0, history.at(-1)?.at ?? 0);
    this.#left = { interventions, head, history, marks: history.at(-1)?.marks ?? [] };
  }

  async #taken(move: () => Promise<Reply<OpenedRun | undefined>>): Promise<void> {
    const { parts, shared, snapshots } = this;
    shared.set({ exchanging: true });
    try {
      const reply = await move();
      if (!reply.ok) shared.set({ problem: reply.problem });
      else if (reply.value) {
        const { run } = shared.state();
        snapshots.startOver();
        parts.recorder.restart();
        this.#run = run + 1;
        shared.set({ log: [], changes: noChanges, undo: [], map: undefined, run: run + 1 });
      }
    } finally {
      shared.set({ exchanging: false });
    }
    await this.#arrived();
    shared.set({ scrubbed: undefined });
    await snapshots.look();
    parts.onSettings(shared.state().settings);
    parts.onRunChanged();
  }

  /** Waits until the run stands where it was sent, is played instead, or is to go elsewhere. */
  async #arrived(): Promise<void> {
    const aim = this.#aims;
    const late = setTimeout(() => this.shared.set({ scrubbed: undefined }), RECORDED_FOR_MS);
    const { tier } = this.shared.state();
    for (;;) {
      const ask = { seen: Number.MAX_SAFE_INTEGER, tier, bucketMs: seriesWidths[0] };
      const { playing, goingTo } = await this.parts.engine.snapshot(ask);
      if (!playing || goingTo === undefined || aim !== this.#aims) break;
      await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
    }
    clearTimeout(late);
  }

  #begin(run: number, forks: number): void {
    this.#run = run;
    this.#forks = forks;
    this.#left = undefined;
    this.shared.set({ history: [], futures: [], sought: undefined });
  }

  #forked(at: VirtualMs): void {
    const { futures, history } = this.shared.state();
    const other = this.#left && { ...this.#left, from: at };
    this.#left = undefined;
    this.shared.set({
      history: upTo(history, at),
      ...(other && { futures: [other, ...futures].slice(0, MOST_FUTURES) }),
    });
  }
}
