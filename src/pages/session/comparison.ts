import { ok, type Problem, type Reply } from '../../base/result';
import type { VirtualMs } from '../../base/units';
import type { Engine, Snapshot, SnapshotAsk, TimedIntervention } from '../../engine/contract/engine';
import type { ComparisonState, LaneEngine } from './lanes';
import { upTo } from './run-history';
import type { SessionParts, SettingChange, SharedState } from './session-state';
import type { Travel } from './travel';

/** Wall time between two looks at a lane that is under way. */
const LOOK_EVERY_MS = 15;

interface ComparisonParts extends SharedState {
  readonly main: Engine;
  openLane: SessionParts['openLane'];
  readonly travel: Pick<Travel, 'returnTo'>;
  bucketMs(): number;
}

/**
 * A second run beside the first, lane B: the same seed, shop and steps, and settings of its own. It follows lane A from
 * snapshot to snapshot and is shown at the same moments. Traffic does not depend on caches, so that all that differs
 * comes from the settings.
 */
export class Comparison {
  #lane: LaneEngine | undefined;
  /** What was done in lane B alone. */
  #own: TimedIntervention[] = [];
  /** The steps of lane A that lane B has, as text. */
  #shared = '';
  /** One thing at a time happens to the lane. */
  #turn: Promise<unknown> = Promise.resolve();
  /** The snapshot of lane A that is next to be followed. */
  #next: Snapshot | undefined;

  constructor(private readonly parts: ComparisonParts) {}

  start = async (): Promise<void> => {
    if (this.#lane || this.parts.state().comparison?.stage === 'opening') return;
    this.#show({ stage: 'opening' });
    const opened = await this.#open();
    if (this.parts.state().comparison?.stage !== 'opening') {
      if (opened.ok) opened.value.end();
      return;
    }
    if (!opened.ok) return this.#show({ stage: 'failed', problem: opened.problem });
    this.#lane = opened.value;
    this.#show({ stage: 'comparing', compared: undefined });
    const { snapshot } = this.parts.state();
    if (snapshot) this.seen(snapshot);
  };

  /** Starts the comparison, or ends it. */
  toggle = (): void => {
    if (this.parts.state().comparison) this.stop();
    else void this.start();
  };

  stop = (): void => {
    this.#lane?.end();
    this.#lane = undefined;
    this.#own = [];
    this.#shared = '';
    this.#next = undefined;
    this.parts.set({ comparison: undefined });
  };

  /** Lane A is here: lane B follows. Of several snapshots that come meanwhile, the last counts. */
  seen = (snapshot: Snapshot): void => {
    if (!this.#lane) return;
    // Another run was opened.
    if (!this.parts.state().comparison) {
      this.stop();
      return;
    }
    const isWaiting = this.#next !== undefined;
    this.#next = snapshot;
    if (!isWaiting) void this.#inTurn((lane) => this.#follow(lane));
  };

  /** Changes a setting in lane B alone. */
  change = (setting: SettingChange['setting'], value: SettingChange['value']): Promise<void> =>
    this.#inTurn(async (lane) => {
      const what = { kind: 'set', setting, value } as const;
      const done = await lane.apply(what);
      if (!done.ok) return this.parts.set({ problem: done.problem });
      const { at: now } = await this.#look(lane);
      this.#own = [...this.#own.filter(({ at }) => at <= now), { at: done.value, what }];
      // In the past, lane B has left its later steps out: it gets those of lane A again.
      this.#shared = '';
      const { snapshot } = this.parts.state();
      if (snapshot && !snapshot.playing && snapshot.at < now) await this.parts.main.goTo(now);
      const a = await this.#arrived(this.parts.main, now);
      if (a && a.at >= now) this.#next = a;
      await this.#follow(lane);
    });

  /** Makes lane B the run; what was lane A is kept as another course of it. */
  keep = async (): Promise<void> => {
    const { comparison, history } = this.parts.state();
    if (comparison?.stage !== 'comparing' || !comparison.compared) return;
    const { b } = comparison.compared;
    const from = this.#own[0]?.at ?? b.at;
    const { interventions } = await this.parts.main.run();
    const future = {
      interventions: this.#all(interventions),
      head: b.at,
      from,
      history: upTo(history, from),
      marks: b.marks,
    };
    this.stop();
    await this.parts.travel.returnTo(future);
  };

  async #open(): Promise<Reply<LaneEngine>> {
    const [spec, opened] = await Promise.all([this.parts.main.run(), this.parts.openLane(this.#lost)]);
    if (!opened.ok) return opened;
    const run = await opened.value.engine.open(spec);
    if (run.ok) return ok(opened.value);
    opened.value.end();
    return run;
  }

  #lost = (problem: Problem): void => {
    this.stop();
    this.#show({ stage: 'failed', problem });
  };

  async #follow(lane: Engine): Promise<void> {
    const a = this.#next;
    this.#next = undefined;
    if (!a) return;
    const { interventions } = await this.parts.main.run();
    const shared = JSON.stringify(interventions);
    const future = { interventions: this.#all(interventions), head: a.at };
    const gone = await lane.goTo(a.at, shared === this.#shared ? undefined : future);
    if (!gone.ok) return this.#lost(gone.problem);
    this.#shared = shared;
    const b = await this.#arrived(lane, a.at);
    // Left alone on the way: another moment was asked for, or the comparison is over.
    if (b?.at === a.at && this.#lane?.engine === lane) this.#show({ stage: 'comparing', compared: { a, b } });
  }

  /** Waits until an engine stands at a moment or is beyond it. Undefined when the comparison is over. */
  async #arrived(engine: Engine, at: VirtualMs): Promise<Snapshot | undefined> {
    while (this.#lane) {
      const snapshot = await this.#look(engine);
      if (!snapshot.playing || snapshot.at >= at) return snapshot;
      await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
    }
    return undefined;
  }

  #look(engine: Engine): Promise<Snapshot> {
    const ask: SnapshotAsk = {
      seen: Number.MAX_SAFE_INTEGER,
      tier: this.parts.state().tier,
      bucketMs: this.parts.bucketMs(),
    };
    return engine.snapshot(ask);
  }

  #all(shared: readonly TimedIntervention[]): TimedIntervention[] {
    return [...shared, ...this.#own].sort((one, other) => one.at - other.at);
  }

  #inTurn(work: (lane: Engine) => Promise<void>): Promise<void> {
    const turn = this.#turn.then(async () => {
      if (this.#lane) await work(this.#lane.engine);
    });
    // A lane whose worker has died says so by itself.
    this.#turn = turn.catch(() => {});
    return turn.catch(() => {});
  }

  #show(comparison: ComparisonState): void {
    this.parts.set({ comparison });
  }
}
