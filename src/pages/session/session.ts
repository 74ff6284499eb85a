import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { Problem, Reply } from '../../base/result';
import type {
  ConcernedEntry,
  Engine,
  Intervention,
  KeptRun,
  MemoCacheName,
  OpenedRun,
  ReportName,
  Reports,
  RunSpec,
  RunView,
  Settings,
  Snapshot,
  SnapshotAsk,
  Speed,
} from '../../engine/contract/engine';
import { widthFor } from './bucket-width';
import { followReport } from './follow-report';
import { lentInNext, puttingBack, stillLent, withLent } from './lent-settings';
import { Resets } from './resets';
import {
  type Beginning,
  firstState,
  nothingShown,
  type SessionParts,
  type SessionState,
  type SettingChange,
} from './session-state';
import { SettingEdits } from './setting-edits';
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

/** The state that the pages share: the latest figures, the selection, and all actions on the run. */
export class Session {
  readonly use: UseBoundStore<StoreApi<SessionState>>;
  #looks = 0;
  /** Events not shown in the log yet. */
  #unseen: Snapshot['events'] = [];
  #changes: ShownChanges = noChanges;
  #stopped = false;
  /** Counts the opened runs: late answers of an earlier one are ignored. */
  #generation = 0;
  /** The number of the last reported lost training. */
  #lostTold = 0;
  /** A run that needs another shop than the current one: an import may provide it. */
  #wanted: { readonly spec: RunSpec; readonly how: Beginning } | undefined;
  readonly #edits: SettingEdits;
  readonly #resets: Resets;
  /** The last requested speed, until the engine has applied it. */
  #speed: Speed | undefined;

  constructor(
    private readonly parts: SessionParts,
    first: Pick<RunSpec, 'seed' | 'settings'>,
  ) {
    this.use = create<SessionState>(() => firstState(first));
    this.#edits = new SettingEdits({
      state: () => this.#state,
      set: (change) => this.#set(change),
      apply: this.apply,
      onSettings: parts.onSettings,
    });
    this.#resets = new Resets({
      state: () => this.#state,
      set: (change) => this.#set(change),
      run: () => parts.engine.run(),
      view: () => this.view,
      open: (spec, how) => this.open(spec, how),
    });
  }

  get #state(): SessionState {
    return this.use.getState();
  }

  #set(change: Partial<SessionState>): void {
    this.use.setState(change);
  }

  /**
   * Opens a run and shows it, by default paused. When the run cannot be opened, the page shows the problem and the
   * current run stays.
   */
  async open(spec: RunSpec, how: Beginning = {}): Promise<Reply<OpenedRun>> {
    return await this.#exchange(async () => {
      // The controls need the catalogue before the run is open, so it is requested first.
      const [, reply] = await Promise.all([this.#learn(), this.parts.engine.open(spec)]);
      if (reply.ok) {
        this.#set({ seed: spec.seed });
        const otherShop = spec.data && spec.data.hash !== reply.value.shop.hash;
        this.#wanted = otherShop ? { spec, how } : undefined;
        // Before the first snapshot, so that it shows a moving run.
        await this.#begin(how);
        await this.#opened(reply.value, how);
      } else this.#set({ problem: reply.problem });
      return reply;
    });
  }

  async #begin({ view, playing }: Beginning): Promise<void> {
    const { engine } = this.parts;
    if (view) await engine.setSpeed(view.speed);
    if (view?.at) await engine.runTo(view.at);
    else if (playing) await engine.play();
  }

  async #exchange<T>(work: () => Promise<T>): Promise<T> {
    this.#set({ exchanging: true });
    try {
      return await work();
    } finally {
      this.#set({ exchanging: false });
    }
  }

  async #learn(): Promise<void> {
    if (!this.#state.catalogue) this.#set({ catalogue: await this.parts.engine.catalogue() });
  }

  /** Discards the state of the old run when a new one has begun. */
  async #opened({ shop, notice }: OpenedRun, { view, fromLink = false }: Beginning = {}) {
    const run = ++this.#generation;
    const { settings } = await this.parts.engine.run();
    const { lent, settings: before } = this.#state;
    // In the same update as the shop's new key: mounted components release the old queries before new requests.
    this.parts.recorder.restart();
    this.#unseen = [];
    this.#changes = noChanges;
    this.#set({
      shop,
      settings,
      lent: lentInNext(lent, before, settings),
      problem: notice,
      ...nothingShown,
      run,
      fromLink,
      ...(view && { study: view.study }),
    });
    this.parts.onSettings(settings);
    await this.#look(true);
    // The speed may have changed, and the times of the query cache depend on it.
    if (view) this.parts.onSettings(this.#state.settings);
    this.parts.onRunChanged();
  }

  /** Starts polling snapshots; each one waits until the last one was drawn. */
  watch(): void {
    const next = () =>
      this.parts.afterDrawing(LOOK_EVERY_MS, () => {
        if (this.#stopped) return;
        this.#look(false).then(next, (error: unknown) =>
          this.died({ kind: 'engine-died', what: String(error) }),
        );
      });
    next();
  }

  /**
   * Polls a report until the returned function is called: each time after the last one was drawn, never in a hidden
   * tab. A failed report ends the polling and is passed to `onFailure`; `watch` handles a crash of the engine.
   */
  follow<N extends ReportName>(
    name: N,
    onReport: (report: Reports[N]) => void,
    onFailure: (error: Error) => void = () => {},
  ): () => void {
    const ask = () => this.parts.engine.report(name, this.bucketMs());
    return followReport(ask, this.parts.afterDrawing, onReport, onFailure);
  }

  stop(): void {
    this.#stopped = true;
  }

  died(problem: Problem): void {
    this.#set({ dead: true, problem, silentMs: undefined });
  }

  /** Records that the engine does not answer, or answers again. */
  silent(silentMs: SessionState['silentMs']): void {
    this.#set({ silentMs });
  }

  play = async (): Promise<void> => {
    await this.parts.engine.play();
    await this.#look(true);
  };
  pause = async (): Promise<void> => {
    await this.parts.engine.pause();
    await this.#look(true);
  };
  toggle = (): Promise<void> => (this.#state.snapshot?.playing ? this.pause() : this.play());
  step = async (): Promise<void> => {
    await this.parts.engine.step();
    await this.#look(true);
  };
  /** Returns the last requested speed, whether or not the engine has applied it. */
  get speed(): Speed {
    return this.#speed ?? this.#state.snapshot?.speedAsked ?? 1;
  }
  setSpeed = async (speed: Speed): Promise<void> => {
    this.#speed = speed;
    await this.parts.engine.setSpeed(speed);
    if (this.#speed === speed) this.#speed = undefined;
    await this.#look(true);
    this.parts.onSettings(this.#state.settings);
    this.parts.onRunChanged();
  };

  /** Returns the current view of the run. */
  get view(): RunView {
    return { speed: this.speed, study: this.#state.study, at: this.#state.snapshot?.at };
  }

  openStudy = (study: string | undefined): void => {
    this.#set({ study });
    this.parts.onRunChanged();
  };

  /** Resets the run to its beginning with the settings of its beginning. A notice lists the discarded changes. */
  reset = (): Promise<void> => this.#resets.reset();
  /** After a reset: restarts the run with the settings from before the reset. */
  keepSettings = (): Promise<void> => this.#resets.keepSettings();
  /** After a reset: restores the run as it was, at the moment of the reset. */
  undoReset = (): Promise<void> => this.#resets.undo();
  forgetReset = (): void => this.#set({ beforeReset: undefined });

  /** Handles the start of a new worker: restarts the run in it, or shows why the start failed. */
  restarted = async (reply: Reply<void>): Promise<void> => {
    if (reply.ok) await this.reopen();
    else this.died(reply.problem);
  };

  /** Handles the start of a new worker with a saved run: continues that run, or shows why it cannot continue. */
  continued = async (started: Reply<void>, kept: KeptRun): Promise<void> => {
    if (!started.ok) return this.died(started.problem);
    const { snapshot } = this.#state;
    const reply = await this.#exchange(async () => {
      const restored = await this.parts.engine.restore(kept);
      if (restored.ok) await this.#opened(restored.value);
      return restored;
    });
    if (!reply.ok) return this.died(reply.problem);
    this.watch();
    if (snapshot?.playing) await this.play();
  };

  /** Opens a run in a new worker: by default the current one, with the same settings, from its beginning. */
  reopen = async (spec = this.#asSet()): Promise<void> => {
    const { snapshot } = this.#state;
    const reply = await this.open(spec);
    if (!reply.ok) return this.died(reply.problem);
    this.watch();
    if (snapshot?.playing) await this.play();
  };

  #asSet(): RunSpec {
    const { seed, settings, shop } = this.#state;
    return { seed, shop: shop?.source ?? 'embedded', settings, interventions: [] };
  }

  /** Opens the run of another seed from its beginning; it plays if this one was playing. */
  setSeed = async (seed: number): Promise<void> => {
    const { shop } = await this.parts.engine.run();
    const playing = this.#state.snapshot?.playing;
    await this.open({ seed, shop, settings: this.#state.settings, interventions: [] });
    if (playing) await this.play();
  };

  /** Applies a change of a control at once. A change that the engine rejects is reverted and reported. */
  change = (setting: keyof Settings, value: Settings[keyof Settings]): Promise<void> =>
    this.#edits.make([{ setting, value }]);
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
  /** Undoes the last change of a setting; without one, the reset. */
  undo = (): Promise<void> => (this.#state.undo.length > 0 ? this.#edits.undo() : this.undoReset());

  /** Applies interventions in the run: all at one moment, or none when the engine rejects one of them. */
  apply = async (...whats: readonly Intervention[]): Promise<Reply<number>> => {
    const reply = await this.parts.engine.apply(...whats);
    if (reply.ok) this.parts.onRunChanged();
    else this.#set({ problem: reply.problem });
    await this.#look(true);
    return reply;
  };

  watchTier = (tier: SessionState['tier']): void => {
    this.#set({ tier, mapped: tier === 'all' ? this.#state.mapped : tier, map: undefined });
    void this.#look(true);
  };
  /** Returns the first entries of each cache that a change concerned; undefined when the engine no longer has them. */
  concerned = (change: number): Promise<ConcernedEntry[] | undefined> => this.parts.engine.concerned(change);

  inspectKey: Engine['inspectKey'] = (cache, key) => this.parts.engine.inspectKey(cache, key);

  mapCache = (mapped: MemoCacheName): void => {
    this.#set({ mapped, map: undefined });
    void this.#look(true);
  };
  setWidth = (width: SessionState['width']): void => {
    this.#set({ width });
    void this.#look(true);
  };
  dismiss = (): void => this.#set({ problem: undefined });
  /** Shows the unusable parts of a link, in place of earlier ones. */
  note = (notices: readonly string[]): void => this.#set({ notices });

  auditRun: Engine['auditRun'] = (onProgress) => this.parts.engine.auditRun(onProgress);
  cancelAudit = (): Promise<void> => this.parts.engine.cancelAudit();
  measureDrift: Engine['measureDrift'] = (onProgress) => this.parts.engine.measureDrift(onProgress);
  cancelDrift = (): Promise<void> => this.parts.engine.cancelDrift();

  importShop: Engine['importShop'] = async (files, options, onProgress) => {
    const playing = this.#state.snapshot?.playing;
    const reply = await this.#exchange(async () => {
      const imported = await this.parts.engine.importShop(files, options, onProgress);
      if (imported.ok) await this.#opened(imported.value.opened);
      return imported;
    });
    const wanted = this.#wanted;
    if (reply.ok && wanted && wanted.spec.data?.hash === reply.value.opened.shop.hash) {
      await this.open(wanted.spec, wanted.how);
    } else if (reply.ok && playing) await this.play();
    return reply;
  };

  returnToEmbedded = async (): Promise<void> => {
    const playing = this.#state.snapshot?.playing;
    await this.#exchange(async () => {
      const reply = await this.parts.engine.useEmbeddedShop();
      if (reply.ok) await this.#opened(reply.value);
      else this.#set({ problem: reply.problem });
    });
    if (playing) await this.play();
  };

  /** Fetches one snapshot: figures, and less often the charts, the map and the verdicts on shown answers. */
  async #look(all: boolean): Promise<void> {
    const generation = this.#generation;
    const adopt = this.#edits.adopting();
    const { tier, snapshot: last, mapped } = this.#state;
    const bucketMs = this.bucketMs();
    const ask: SnapshotAsk = {
      seen: last?.sequence ?? 0,
      changesSeen: last?.changes.next,
      tier,
      bucketMs,
    };
    const snapshot = await this.parts.engine.snapshot(ask);
    const turn = this.#looks++;
    const map =
      all || turn % MAP_EVERY === MAP_EVERY - 1 ? await this.parts.engine.cacheMap(mapped) : undefined;
    if (generation !== this.#generation || tier !== this.#state.tier) return;
    adopt(snapshot.settings);
    this.#tellOfLost(snapshot);
    this.parts.time.set(snapshot.at, snapshot.playing, snapshot.speedAsked, snapshot.speedReached);
    // The heavy parts take turns, so that no single frame draws all of them.
    const part = turn % PARTS;
    this.#changes = withChanges(this.#changes, snapshot.changes);
    // Two concurrent snapshots may contain the same lines.
    const newest = (this.#unseen.at(-1) ?? this.#state.log.at(-1))?.sequence ?? 0;
    const news = snapshot.events.filter(({ sequence }) => sequence > newest);
    if (news.length > 0) this.#unseen = [...this.#unseen, ...news].slice(-KEPT_LINES);
    this.#set({
      snapshot,
      // The first data of the chart is drawn at once, without waiting for its turn.
      ...((all || part === 0 || this.#state.chart?.requests === 0) && { chart: snapshot }),
      ...((all || part === 1) && { query: this.parts.recorder.figures(bucketMs, snapshot.at) }),
      ...((all || part === 2) && this.#unseen.length > 0 && { log: this.#newLog() }),
      ...((all || part === 2) && { changes: this.#changes }),
      ...(map && { map }),
    });
    if (turn % JUDGE_EVERY === 0) await this.parts.recorder.judgeShown();
  }

  /** Reports each lost training once; a new run counts from 0. */
  #tellOfLost({ model: { lost } }: Snapshot): void {
    if (lost && lost.number > this.#lostTold) {
      this.#set({ problem: lost.problem });
      this.parts.onRunChanged();
    }
    this.#lostTold = lost?.number ?? 0;
  }

  #newLog(): Snapshot['events'] {
    const log = [...this.#state.log, ...this.#unseen].slice(-KEPT_LINES);
    this.#unseen = [];
    return log;
  }

  /** Returns the bucket width of the charts, virtual milliseconds: the faster the run, the wider. */
  bucketMs(): number {
    const { width, snapshot } = this.#state;
    return width === 'auto' ? widthFor(snapshot) : width;
  }
}
