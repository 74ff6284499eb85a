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

/** Snapshots are asked for at most so often; charts and maps take every so manyth. Wall milliseconds. */
const LOOK_EVERY_MS = 80;
/** Memo column, query column, log: each is drawn at every so manyth look, in turn. */
const PARTS = 3;
const MAP_EVERY = 6;
const JUDGE_EVERY = 12;

/** Lines of the log that the page keeps. */
const KEPT_LINES = 200;

/** What the pages share: the latest figures, what is selected, and everything that can be done to the run. */
export class Session {
  readonly use: UseBoundStore<StoreApi<SessionState>>;
  #looks = 0;
  /** Events that the log does not show yet. */
  #unseen: Snapshot['events'] = [];
  #changes: ShownChanges = noChanges;
  #stopped = false;
  /** Counts the runs that were opened: what an older one answers is not shown any more. */
  #generation = 0;
  /** The number of the lost training that was told last. */
  #lostTold = 0;
  /** A run that was opened in another shop than it needs: an import may bring the right one. */
  #wanted: { readonly spec: RunSpec; readonly how: Beginning } | undefined;
  readonly #edits: SettingEdits;
  readonly #resets: Resets;
  /** The speed last asked for, until the engine has it. */
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
   * Opens a run and shows it, by default at a standstill. What cannot be opened is a problem on the page, and the
   * present run stays.
   */
  async open(spec: RunSpec, how: Beginning = {}): Promise<Reply<OpenedRun>> {
    return await this.#exchange(async () => {
      // The controls are there before the run is, so they ask first.
      const [, reply] = await Promise.all([this.#learn(), this.parts.engine.open(spec)]);
      if (reply.ok) {
        this.#set({ seed: spec.seed });
        const otherShop = spec.data && spec.data.hash !== reply.value.shop.hash;
        this.#wanted = otherShop ? { spec, how } : undefined;
        // Before the first look, so that what is shown first moves already.
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

  /** Another run has begun: nothing of the old one is shown any more. */
  async #opened({ shop, notice }: OpenedRun, { view, fromLink = false }: Beginning = {}) {
    const run = ++this.#generation;
    const { settings } = await this.parts.engine.run();
    const { lent, settings: before } = this.#state;
    // In one go with the shop's new key: what is on the page lets the old queries go before anything asks anew.
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
    // The speed may be another one now, and it decides over the times of the query cache.
    if (view) this.parts.onSettings(this.#state.settings);
    this.parts.onRunChanged();
  }

  /** Begins to look at the engine again and again; each look waits until the last one was drawn. */
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
   * Asks for a report again and again until the returned function is called: each time when the last one was drawn,
   * never in a hidden tab. A report that fails ends it and is told to `onFailure`; a dead engine is `watch`'s business.
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

  /** The engine does not answer, or does again. */
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
  /** As it was asked for last, whether the engine has heard of it or not. */
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

  /** How the run is looked at now. */
  get view(): RunView {
    return { speed: this.speed, study: this.#state.study, at: this.#state.snapshot?.at };
  }

  openStudy = (study: string | undefined): void => {
    this.#set({ study });
    this.parts.onRunChanged();
  };

  /** The run from its beginning, with the settings of its beginning. What was done by hand is taken back, and said. */
  reset = (): Promise<void> => this.#resets.reset();
  /** After a reset: the beginning again, with what had been set by then. */
  keepSettings = (): Promise<void> => this.#resets.keepSettings();
  /** After a reset: the run as it was, at the moment at which it was reset. */
  undoReset = (): Promise<void> => this.#resets.undo();
  forgetReset = (): void => this.#set({ beforeReset: undefined });

  /** A new worker was to take the place of the old one: with it the run begins again, or why there is none is said. */
  restarted = async (reply: Reply<void>): Promise<void> => {
    if (reply.ok) await this.reopen();
    else this.died(reply.problem);
  };

  /** A new worker was to take the place of the old one: with it a saved run goes on, or why it does not is said. */
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

  /** Opens a run in a new worker: by default the present one, with the same settings, from its beginning. */
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

  /** The run of another seed from its beginning, going on if this one was. */
  setSeed = async (seed: number): Promise<void> => {
    const { shop } = await this.parts.engine.run();
    const playing = this.#state.snapshot?.playing;
    await this.open({ seed, shop, settings: this.#state.settings, interventions: [] });
    if (playing) await this.play();
  };

  /** A control was turned. It takes effect at once; what the engine refuses is put back and said. */
  change = (setting: keyof Settings, value: Settings[keyof Settings]): Promise<void> =>
    this.#edits.make([{ setting, value }]);
  /** Several settings that a study changes for a trial, undone as one. They can be put back later, see `putBack`. */
  lend = (changes: readonly SettingChange[]): Promise<void> => {
    const { lent, settings } = this.#state;
    this.#set({ lent: withLent(lent, settings, changes) });
    return this.#edits.make(changes);
  };
  /** Gives the settings that studies have changed, and nobody since, their values from before. Undone as one. */
  putBack = (): Promise<void> => {
    const { lent, settings } = this.#state;
    return this.#edits.make(puttingBack(stillLent(lent, settings)));
  };
  /** Takes back the last change of a setting; when there is none, the reset. */
  undo = (): Promise<void> => (this.#state.undo.length > 0 ? this.#edits.undo() : this.undoReset());

  /** Anything else that a person does to the run. */
  apply = async (what: Intervention): Promise<Reply<number>> => {
    const reply = await this.parts.engine.apply(what);
    if (reply.ok) this.parts.onRunChanged();
    else this.#set({ problem: reply.problem });
    await this.#look(true);
    return reply;
  };

  watchTier = (tier: SessionState['tier']): void => {
    this.#set({ tier, mapped: tier === 'all' ? this.#state.mapped : tier, map: undefined });
    void this.#look(true);
  };
  /** The first entries of each cache that a change concerned; undefined when the engine has forgotten it. */
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
  /** Shows what of a link could not be used, in place of what was shown before. */
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

  /** One look: figures, and each so often the charts, the map and the truth of what is on the screen. */
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
    // The heavy parts take turns, so that no one drawing has to do with all of them.
    const part = turn % PARTS;
    this.#changes = withChanges(this.#changes, snapshot.changes);
    // Two looks that were under way at once bring the same lines.
    const newest = (this.#unseen.at(-1) ?? this.#state.log.at(-1))?.sequence ?? 0;
    const news = snapshot.events.filter(({ sequence }) => sequence > newest);
    if (news.length > 0) this.#unseen = [...this.#unseen, ...news].slice(-KEPT_LINES);
    this.#set({
      snapshot,
      // Until there is something to draw, the chart waits for no turn.
      ...((all || part === 0 || this.#state.chart?.requests === 0) && { chart: snapshot }),
      ...((all || part === 1) && { query: this.parts.recorder.figures(bucketMs, snapshot.at) }),
      ...((all || part === 2) && this.#unseen.length > 0 && { log: this.#newLog() }),
      ...((all || part === 2) && { changes: this.#changes }),
      ...(map && { map }),
    });
    if (turn % JUDGE_EVERY === 0) await this.parts.recorder.judgeShown();
  }

  /** A training that was lost is said once; a new run counts from 0. */
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

  /** Charts show a minute at walking pace; the faster the run, the wider the buckets. */
  bucketMs(): number {
    const { width, snapshot } = this.#state;
    return width === 'auto' ? widthFor(snapshot) : width;
  }
}
