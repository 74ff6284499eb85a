import type { RunSpec, RunView } from '../../engine/contract/engine';
import { settingIds } from '../../engine/contract/settings';
import type { BeforeReset, Beginning, SessionState } from './session-state';

/** The parts of the session that resets use. */
export interface ResetParts {
  state(): Pick<SessionState, 'settings' | 'lent' | 'snapshot' | 'fromLink' | 'beforeReset'>;
  set(change: Partial<SessionState>): void;
  /** Returns the run with the changes made so far. */
  run(): Promise<RunSpec>;
  view(): RunView;
  open(spec: RunSpec, how: Beginning): Promise<{ readonly ok: boolean }>;
}

/** Resets a run to its start, with the settings of the start and without its steps; a reset can be undone. */
export class Resets {
  constructor(private readonly parts: ResetParts) {}

  async reset(): Promise<void> {
    const spec = await this.parts.run();
    const { settings, lent, snapshot, fromLink } = this.parts.state();
    const reply = await this.#open({ ...spec, interventions: [] }, fromLink);
    const before = { spec, at: snapshot?.at ?? 0, settings, lent, fromLink };
    if (reply.ok && takesBack(before)) this.parts.set({ beforeReset: before });
  }

  /** Restores the run as it was: it goes to the moment of the reset and pauses there. */
  async undo(): Promise<void> {
    const { beforeReset } = this.parts.state();
    if (!beforeReset) return;
    const { spec, at, lent, fromLink } = beforeReset;
    const reply = await this.parts.open(spec, { view: { ...this.parts.view(), at }, fromLink });
    if (reply.ok) this.parts.set({ lent });
  }

  async keepSettings(): Promise<void> {
    const { beforeReset } = this.parts.state();
    if (!beforeReset) return;
    const { spec, settings, lent, fromLink } = beforeReset;
    const reply = await this.#open({ ...spec, settings, interventions: [] }, fromLink);
    if (reply.ok) this.parts.set({ lent });
  }

  #open(spec: RunSpec, fromLink: boolean) {
    const playing = this.parts.state().snapshot?.playing;
    return this.parts.open(spec, { playing, fromLink });
  }
}

const takesBack = ({ spec, settings }: BeforeReset): boolean =>
  spec.interventions.length > 0 || settingIds.some((id) => settings[id] !== spec.settings[id]);
