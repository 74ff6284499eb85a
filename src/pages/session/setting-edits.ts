import type { Reply } from '../../base/result';
import type { Intervention, Settings } from '../../engine/contract/engine';
import type { SessionState, SettingChange } from './session-state';

/** The parts of the session that edits use. */
export interface EditedParts {
  state(): Pick<SessionState, 'settings' | 'undo'>;
  set(change: Partial<SessionState>): void;
  apply(what: Intervention): Promise<Reply<number>>;
  onSettings(settings: Settings): void;
}

/**
 * The settings as the page shows them: a person's change is shown at once and then applied by the engine; a rejected
 * change is reverted. Changes from the steps of a link are read from the engine.
 */
export class SettingEdits {
  #underway = 0;
  /** Number of finished edits. A snapshot taken before the last one is older than the shown settings. */
  #over = 0;

  constructor(private readonly parts: EditedParts) {}

  /** Changes that are undone as one. */
  async make(changes: readonly SettingChange[]): Promise<void> {
    const { settings, undo } = this.parts.state();
    const real = changes.filter(({ setting, value }) => settings[setting] !== value);
    if (real.length === 0) return;
    const before = real.map(({ setting }) => ({ setting, value: settings[setting] })).reverse();
    await this.#changeTo(real, [...undo, before]);
  }

  async undo(): Promise<void> {
    const { undo } = this.parts.state();
    const last = undo.at(-1);
    if (last) await this.#changeTo(last, undo.slice(0, -1));
  }

  /** Call before asking the engine for its settings. The returned function shows them, unless edited meanwhile. */
  adopting(): (settings: Settings) => void {
    const over = this.#over;
    return (settings) => {
      if (this.#underway > 0 || over !== this.#over) return;
      const shown = this.parts.state().settings;
      if ((Object.keys(settings) as (keyof Settings)[]).every((id) => settings[id] === shown[id])) return;
      this.#show(settings);
    };
  }

  async #changeTo(changes: readonly SettingChange[], undo: SessionState['undo']): Promise<void> {
    this.#underway++;
    const before = this.parts.state();
    this.parts.set({ undo, problem: undefined });
    this.#show(settingsWith(before.settings, changes));
    try {
      for (const [i, { setting, value }] of changes.entries()) {
        const reply = await this.parts.apply({ kind: 'set', setting, value });
        if (reply.ok) continue;
        if (i === 0) this.parts.set({ undo: before.undo });
        this.#show(settingsWith(before.settings, changes.slice(0, i)));
        return;
      }
    } finally {
      this.#underway--;
      this.#over++;
    }
  }

  #show(settings: Settings): void {
    this.parts.set({ settings });
    this.parts.onSettings(settings);
  }
}

const settingsWith = (settings: Settings, changes: readonly SettingChange[]): Settings => ({
  ...settings,
  ...Object.fromEntries(changes.map(({ setting, value }) => [setting, value])),
});
