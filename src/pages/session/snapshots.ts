import type { Snapshot, SnapshotAsk } from '../../engine/contract/engine';
import { widthFor } from './bucket-width';
import type { SessionParts, SharedState } from './session-state';
import type { SettingEdits } from './setting-edits';
import { noChanges, type ShownChanges, withChanges } from './shown-changes';

/** Least interval between snapshots, wall milliseconds. */
const LOOK_EVERY_MS = 80;
/** Memo column, query column and log are redrawn round robin, one part per snapshot. */
const PARTS = 3;
/** Snapshots between two updates of the map, and between two checks of the shown answers. */
const MAP_EVERY = 6;
const JUDGE_EVERY = 12;
/** Most lines of the log that the page keeps. */
const KEPT_LINES = 200;

/** Fetches the snapshots of the run and puts their parts into the session's state. */
export class Snapshots {
  #looks = 0;
  /** Events not shown in the log yet. */
  #unseen: Snapshot['events'] = [];
  #changes: ShownChanges = noChanges;
  #stopped = false;
  /** Counts the runs: late snapshots of an earlier one are ignored. */
  #run = 0;
  /** The next snapshot is to hold the whole log and feed of another run. */
  #fresh = false;
  /** The number of the last reported lost training. */
  #lostReported = 0;

  constructor(
    private readonly parts: SessionParts,
    private readonly shared: SharedState,
    private readonly edits: Pick<SettingEdits, 'adopting'>,
    /** Called with each snapshot, before it is shown. */
    private readonly seen: (snapshot: Snapshot) => void,
  ) {}

  /** Starts polling; each snapshot waits until the last one was drawn. A failure ends it. */
  watch(onFailure: (error: unknown) => void): void {
    const next = () =>
      this.parts.afterDrawing(LOOK_EVERY_MS, () => {
        if (!this.#stopped) this.look(false).then(next, onFailure);
      });
    next();
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Discards what belongs to the previous run. */
  startOver(): void {
    this.#run++;
    this.#fresh = true;
    this.#unseen = [];
    this.#changes = noChanges;
  }

  /** Returns the bucket width of the charts, virtual milliseconds: the faster the run, the wider. */
  bucketMs(): number {
    const { width, snapshot } = this.shared.state();
    return width === 'auto' ? widthFor(snapshot) : width;
  }

  /**
   * Fetches one snapshot: figures, and less often, or with `all`, charts, map and verdicts on shown answers. Not while
   * recorded figures are shown.
   */
  async look(all = true): Promise<void> {
    if (this.shared.state().scrubbed !== undefined) return;
    const run = this.#run;
    const { parts, shared } = this;
    const adopt = this.edits.adopting();
    const { tier, snapshot: last, mapped } = shared.state();
    const bucketMs = this.bucketMs();
    const fresh = this.#fresh;
    const ask: SnapshotAsk = {
      seen: fresh ? 0 : (last?.sequence ?? 0),
      changesSeen: fresh ? undefined : last?.changes.next,
      tier,
      bucketMs,
    };
    const snapshot = await parts.engine.snapshot(ask);
    const turn = this.#looks++;
    const map = all || turn % MAP_EVERY === MAP_EVERY - 1 ? await parts.engine.cacheMap(mapped) : undefined;
    if (run !== this.#run || tier !== shared.state().tier || shared.state().scrubbed !== undefined) return;
    this.#fresh = false;
    adopt(snapshot.settings);
    this.#reportLost(snapshot);
    this.seen(snapshot);
    parts.time.set(snapshot.at, snapshot.playing, snapshot.speedAsked, snapshot.speedReached);
    // The heavy parts take turns, so that no single frame draws all of them.
    const part = turn % PARTS;
    this.#changes = withChanges(this.#changes, snapshot.changes);
    this.#collect(snapshot.events);
    shared.set({
      snapshot,
      // The first data of the chart is drawn at once, without waiting for its turn.
      ...((all || part === 0 || shared.state().chart?.requests === 0) && { chart: snapshot }),
      ...((all || part === 1) && { query: parts.recorder.figures(bucketMs, snapshot.at) }),
      ...((all || part === 2) && this.#unseen.length > 0 && { log: this.#newLog() }),
      ...((all || part === 2) && { changes: this.#changes }),
      ...(map && { map }),
    });
    if (turn % JUDGE_EVERY === 0) await parts.recorder.judgeShown();
  }

  /** Reports each lost training once; a new run counts from 0. */
  #reportLost({ model: { lost } }: Snapshot): void {
    if (lost && lost.number > this.#lostReported) {
      this.shared.set({ problem: lost.problem });
      this.parts.onRunChanged();
    }
    this.#lostReported = lost?.number ?? 0;
  }

  /** Keeps the new lines of the log: two concurrent snapshots may contain the same ones. */
  #collect(events: Snapshot['events']): void {
    const newest = (this.#unseen.at(-1) ?? this.shared.state().log.at(-1))?.sequence ?? 0;
    const news = events.filter(({ sequence }) => sequence > newest);
    if (news.length > 0) this.#unseen = [...this.#unseen, ...news].slice(-KEPT_LINES);
  }

  #newLog(): Snapshot['events'] {
    const log = [...this.shared.state().log, ...this.#unseen].slice(-KEPT_LINES);
    this.#unseen = [];
    return log;
  }
}
