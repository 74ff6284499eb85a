import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { Reply } from '../../base/result';
import type {
  ConcernedEntry,
  Engine,
  Intervention,
  MemoCacheName,
  ReportName,
  Reports,
  RunSpec,
  RunView,
  Settings,
  TracesAsk,
  TracesReport,
} from '../../engine/contract/engine';
import { Comparison } from './comparison';
import { followReport } from './follow-report';
import { puttingBack, stillLent, withLent } from './lent-settings';
import { Playback } from './playback';
import { Restarts } from './restarts';
import { Runs } from './runs';
import {
  firstState,
  type SessionParts,
  type SessionState,
  type SettingChange,
  type SharedState,
} from './session-state';
import { SettingEdits } from './setting-edits';
import { Snapshots } from './snapshots';
import { Travel } from './travel';

/** The state that the pages share, the latest figures and the selection, and the actions on the run. */
export class Session {
  readonly use: UseBoundStore<StoreApi<SessionState>>;
  /** Opens other runs. */
  readonly runs: Runs;
  /** Restarts the run. */
  readonly restarts: Restarts;
  readonly playback: Playback;
  readonly travel: Travel;
  readonly comparison: Comparison;
  readonly #edits: SettingEdits;
  readonly #snapshots: Snapshots;

  constructor(
    private readonly parts: SessionParts,
    first: Pick<RunSpec, 'seed' | 'settings'>,
  ) {
    this.use = create<SessionState>(() => firstState(first));
    const shared: SharedState = { state: () => this.#state, set: (change) => this.#set(change) };
    this.#edits = new SettingEdits({ ...shared, apply: this.apply, onSettings: parts.onSettings });
    this.#snapshots = new Snapshots(parts, shared, this.#edits, (snapshot) => {
      this.travel.seen(snapshot);
      this.comparison.seen(snapshot);
    });
    this.travel = new Travel(parts, shared, this.#snapshots);
    this.comparison = new Comparison({
      ...shared,
      main: parts.engine,
      openLane: parts.openLane,
      travel: this.travel,
      bucketMs: () => this.#snapshots.bucketMs(),
    });
    this.playback = new Playback(parts, shared, this.#snapshots);
    this.runs = new Runs(parts, shared, this.#snapshots);
    this.restarts = new Restarts(
      { ...shared, run: () => parts.engine.run(), view: () => this.view },
      this.runs,
    );
  }

  get #state(): SessionState {
    return this.use.getState();
  }

  #set(change: Partial<SessionState>): void {
    this.use.setState(change);
  }

  stop(): void {
    this.#snapshots.stop();
  }

  /**
   * Polls a report until the returned function is called: each time after the last one was drawn, never in a hidden
   * tab. A failed report ends the polling and is passed to `onFailure`; a crash of the engine is not.
   */
  follow<N extends ReportName>(
    name: N,
    onReport: (report: Reports[N]) => void,
    onFailure: (error: Error) => void = () => {},
  ): () => void {
    const ask = () => this.parts.engine.report(name, this.#snapshots.bucketMs());
    return followReport(ask, this.parts.afterDrawing, onReport, onFailure);
  }

  /** The same for recorded requests. The recording goes on until `stopTraces`. */
  followTraces(
    ask: TracesAsk,
    onReport: (report: TracesReport) => void,
    onFailure: (error: Error) => void,
  ): () => void {
    const { engine, afterDrawing } = this.parts;
    return followReport(() => engine.traces(ask), afterDrawing, onReport, onFailure);
  }

  stopTraces = (): Promise<void> => this.parts.engine.stopTraces();

  /** Records that the engine does not answer, or answers again. */
  silent(silentMs: SessionState['silentMs']): void {
    this.#set({ silentMs });
  }

  /** Returns the current view of the run. */
  get view(): RunView {
    return { speed: this.playback.speed, study: this.#state.study, at: this.#state.snapshot?.at };
  }

  openStudy = (study: string | undefined): void => {
    this.#set({ study });
    this.parts.onRunChanged();
  };

  /** Applies a change of a control at once. A change that the engine rejects is reverted and reported. */
  change = (setting: keyof Settings, value: Settings[keyof Settings]): Promise<void> =>
    this.#edits.make([{ setting, value }]);
  /** Changes several settings at one moment, undone as one. */
  changeAll = (changes: readonly SettingChange[]): Promise<void> => this.#edits.make(changes);
  /** Changes several settings for a trial of a study, undone as one. `putBack` restores them. */
  lend = (changes: readonly SettingChange[]): Promise<void> => {
    const { lent, settings } = this.#state;
    this.#set({ lent: withLent(lent, settings, changes) });
    return this.#edits.make(changes);
  };
  /** Restores the settings that studies have changed, except those changed since. Undone as one. */
  putBack = (): Promise<void> => {
    const { lent, settings } = this.#state;
    return this.#edits.make(puttingBack(stillLent(lent, settings)));
  };
  /** Undoes the last change of a setting; without one, the restart. `undoText` says which. */
  undo = (): Promise<void> => (this.#state.undo.length > 0 ? this.#edits.undo() : this.restarts.undo());

  /** Applies interventions in the run: all at one moment, or none when the engine rejects one of them. */
  apply = async (...whats: readonly Intervention[]): Promise<Reply<number>> => {
    const reply = await this.parts.engine.apply(...whats);
    if (reply.ok) this.parts.onRunChanged();
    else this.#set({ problem: reply.problem });
    await this.#snapshots.look();
    return reply;
  };

  watchTier = (tier: SessionState['tier']): void => {
    this.#set({ tier, mapped: tier === 'all' ? this.#state.mapped : tier, map: undefined });
    void this.#snapshots.look();
  };
  /** Returns the first entries of each cache that a change concerned; undefined when the engine no longer has them. */
  concerned = (change: number): Promise<ConcernedEntry[] | undefined> => this.parts.engine.concerned(change);

  inspectKey: Engine['inspectKey'] = (cache, key) => this.parts.engine.inspectKey(cache, key);

  mapCache = (mapped: MemoCacheName): void => {
    this.#set({ mapped, map: undefined });
    void this.#snapshots.look();
  };
  setWidth = (width: SessionState['width']): void => {
    this.#set({ width });
    void this.#snapshots.look();
  };
  dismiss = (): void => this.#set({ problem: undefined });
  /** Shows the unusable parts of a link, in place of earlier ones. */
  note = (notices: readonly string[]): void => this.#set({ notices });

  auditRun: Engine['auditRun'] = (onProgress) => this.parts.engine.auditRun(onProgress);
  cancelAudit = (): Promise<void> => this.parts.engine.cancelAudit();
  measureDrift: Engine['measureDrift'] = (onProgress) => this.parts.engine.measureDrift(onProgress);
  cancelDrift = (): Promise<void> => this.parts.engine.cancelDrift();
}
