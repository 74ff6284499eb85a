import type { Problem, Reply } from '../../base/result';
import type { Engine, KeptRun, OpenedRun, RunSpec } from '../../engine/contract/engine';
import { type BeforeRestart, discards, type RestartCause } from './before-restart';
import { lentInNext } from './lent-settings';
import { type Beginning, nothingShown, type SessionParts, type SharedState } from './session-state';
import type { Snapshots } from './snapshots';

/** Opens runs: every way to another run ends in `#show`. */
export class Runs {
  /** A run that needs another shop than the current one: an import may provide it. */
  #wanted: { readonly spec: RunSpec; readonly how: Beginning } | undefined;

  constructor(
    private readonly parts: SessionParts,
    private readonly shared: SharedState,
    private readonly snapshots: Snapshots,
  ) {}

  /**
   * Opens a run and shows it, by default paused. When the run cannot be opened, the page shows the problem and the
   * current run stays.
   */
  open = async (spec: RunSpec, how: Beginning = {}): Promise<Reply<OpenedRun>> => {
    const reply = await this.#exchange(async () => {
      // The controls need the catalogue before the run is open, so it is requested first.
      const [, opened] = await Promise.all([this.#learn(), this.parts.engine.open(spec)]);
      if (opened.ok) await this.#show(opened.value, how);
      return opened;
    });
    if (!reply.ok) this.shared.set({ problem: reply.problem });
    else this.#wanted = spec.data && spec.data.hash !== reply.value.shop.hash ? { spec, how } : undefined;
    return reply;
  };

  /** Imports a shop and opens the run that needs it, or the present seed in it. A failed import changes nothing. */
  importShop: Engine['importShop'] = async (files, options, onProgress) => {
    const wanted = this.#wanted;
    const { playing } = this;
    const before = await this.before('shop');
    const reply = await this.#exchange(async () => {
      const imported = await this.parts.engine.importShop(files, options, onProgress);
      if (!imported.ok) return imported;
      const { opened } = imported.value;
      const isWanted = wanted !== undefined && needs(wanted.spec, opened);
      await this.#show(opened, { playing: playing && !isWanted, before });
      return imported;
    });
    if (reply.ok && wanted && needs(wanted.spec, reply.value.opened))
      await this.open(wanted.spec, wanted.how);
    return reply;
  };

  /** Forgets the imported shop and opens the present seed in the embedded one. */
  returnToEmbedded = async (): Promise<Reply<OpenedRun>> => {
    const { playing } = this;
    const before = await this.before('shop');
    const reply = await this.#exchange(async () => {
      const opened = await this.parts.engine.useEmbeddedShop();
      if (opened.ok) await this.#show(opened.value, { playing, before });
      return opened;
    });
    if (!reply.ok) this.shared.set({ problem: reply.problem });
    return reply;
  };

  /** Handles the start of a new worker: restarts the run in it with its settings, or shows why the start failed. */
  restarted = async (started: Reply<void>): Promise<void> => {
    if (!started.ok) return this.engineLost(started.problem);
    const { seed, settings, shop } = this.shared.state();
    const spec = { seed, shop: shop?.source ?? 'embedded', settings, interventions: [] };
    this.#watchAgain(await this.open(spec, { playing: this.playing }));
  };

  /** Handles the start of a new worker with a saved run: continues that run, or shows why it cannot continue. */
  continued = async (started: Reply<void>, kept: KeptRun): Promise<void> => {
    if (!started.ok) return this.engineLost(started.problem);
    const { playing } = this;
    const reply = await this.#exchange(async () => {
      const restored = await this.parts.engine.restore(kept);
      if (restored.ok) await this.#show(restored.value, { playing });
      return restored;
    });
    this.#watchAgain(reply);
  };

  watch = (): void => {
    this.snapshots.watch((error) => this.engineLost({ kind: 'engine-lost', what: String(error) }));
  };

  /** Shows that the engine has stopped and why; the last figures stay. */
  engineLost = (problem: Problem): void => this.shared.set({ dead: true, problem, silentMs: undefined });

  /** Returns the run as it is now, before a restart that may discard its steps. */
  async before(cause: RestartCause): Promise<BeforeRestart> {
    const spec = await this.parts.engine.run();
    const { settings, lent, snapshot, fromLink } = this.shared.state();
    return { cause, spec, at: snapshot?.at ?? 0, settings, lent, fromLink };
  }

  /** Whether the shown run plays. */
  get playing(): boolean {
    return this.shared.state().snapshot?.playing ?? false;
  }

  #watchAgain(reply: Reply<unknown>): void {
    if (reply.ok) this.watch();
    else this.engineLost(reply.problem);
  }

  async #exchange<T>(work: () => Promise<T>): Promise<T> {
    this.shared.set({ exchanging: true });
    try {
      return await work();
    } finally {
      this.shared.set({ exchanging: false });
    }
  }

  async #learn(): Promise<void> {
    if (!this.shared.state().catalogue) this.shared.set({ catalogue: await this.parts.engine.catalogue() });
  }

  /** Begins an opened run and shows it in place of the old one, whose state and notices are discarded. */
  async #show({ shop, notice }: OpenedRun, how: Beginning): Promise<void> {
    const { parts, shared, snapshots } = this;
    const { view, fromLink = false, notices = [], before } = how;
    // Before the first snapshot, so that it shows a moving run.
    await this.#begin(how);
    snapshots.startOver();
    const { seed, settings } = await parts.engine.run();
    const { lent, settings: shown, run } = shared.state();
    // In the same update as the shop's new key: mounted components release the old queries before new requests.
    parts.recorder.restart();
    shared.set({
      shop,
      seed,
      settings,
      lent: lentInNext(lent, shown, settings),
      problem: notice,
      notices,
      ...nothingShown,
      beforeRestart: before && discards(before) ? before : undefined,
      run: run + 1,
      fromLink,
      ...(view && { study: view.study }),
    });
    parts.onSettings(settings);
    await snapshots.look();
    // The speed may have changed, and the times of the query cache depend on it.
    if (view) parts.onSettings(shared.state().settings);
    parts.onRunChanged();
  }

  async #begin({ view, playing }: Beginning): Promise<void> {
    const { engine } = this.parts;
    if (view) await engine.setSpeed(view.speed);
    if (view?.at) await engine.runTo(view.at);
    else if (playing) await engine.play();
  }
}

const needs = ({ data }: RunSpec, { shop }: OpenedRun): boolean =>
  data !== undefined && data.hash === shop.hash;
