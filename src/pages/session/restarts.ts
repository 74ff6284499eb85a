import type { Reply } from '../../base/result';
import type { OpenedRun, RunSpec, RunView } from '../../engine/contract/engine';
import { type BeforeRestart, undoable } from './before-restart';
import type { Runs } from './runs';
import type { SharedState } from './session-state';

/** The parts of the session that restarts use. */
export interface RestartParts extends SharedState {
  /** Returns the run with the changes made so far. */
  run(): Promise<RunSpec>;
  view(): RunView;
}

/** Restarts the run from its beginning, without its steps; a restart can be undone. */
export class Restarts {
  constructor(
    private readonly parts: RestartParts,
    private readonly runs: Pick<Runs, 'open' | 'before' | 'playing'>,
  ) {}

  /** Restarts with the settings of the start. */
  reset = async (): Promise<Reply<OpenedRun>> => {
    const before = await this.runs.before('reset');
    return await this.#open(before.spec, before.fromLink, before);
  };

  /** Restarts with another seed and the present settings. */
  setSeed = async (seed: number): Promise<Reply<OpenedRun>> => {
    const before = await this.runs.before('seed');
    return await this.#open({ ...before.spec, seed, settings: before.settings }, false, before);
  };

  /** After a restart with the settings of the start: restarts with the settings from before it. */
  keepSettings = async (): Promise<void> => {
    const { beforeRestart } = this.parts.state();
    if (!beforeRestart) return;
    const { settings, lent, fromLink } = beforeRestart;
    const reply = await this.#open({ ...(await this.parts.run()), settings }, fromLink);
    if (reply.ok) this.parts.set({ lent });
  };

  /** Restores the run from before the restart: it goes to the moment of the restart and pauses there. */
  undo = async (): Promise<void> => {
    const { beforeRestart } = this.parts.state();
    if (!beforeRestart || !undoable(beforeRestart)) return;
    const { spec, at, lent, fromLink } = beforeRestart;
    const reply = await this.runs.open(spec, { view: { ...this.parts.view(), at }, fromLink });
    if (reply.ok) this.parts.set({ lent });
  };

  /** Accepts the restart: it can no longer be undone. */
  forget = (): void => this.parts.set({ beforeRestart: undefined });

  #open(spec: RunSpec, fromLink: boolean, before?: BeforeRestart): Promise<Reply<OpenedRun>> {
    const withoutSteps = { ...spec, interventions: [], stepsLeftOut: undefined };
    return this.runs.open(withoutSteps, { playing: this.runs.playing, fromLink, before });
  }
}
