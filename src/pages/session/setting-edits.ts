import type { Reply } from '../../base/result';
import type { Intervention, Settings } from '../../engine/contract/engine';
import type { SessionState, SettingChange } from './session-state';

/** The parts of the session that edits use. */
export interface EditedParts {
  state(): Pick<SessionState, 'settings' | 'undo'>;
  set(change: Partial<SessionState>): void;
  /** Applies all of them at one moment, or none. */
  apply(...whats: readonly Intervention[]): Promise<Reply<number>>;
  onSettings(settings: Settings): void;
}

/**
 * The settings as the page shows them: a person's change is shown at once and then applied by the engine, all of its
 * settings at one moment; a rejected change is reverted as a whole. Changes from the steps of a link are read from the engine.
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
    this.parts.set({ undo: [...undo, before] });
    if (await this.#changeTo(real)) return;
    this.parts.set({ undo: this.parts.state().undo.filter((group) => group !== before) });
  }

  async undo(): Promise<void> {
    const { undo } = this.parts.state();
    const last = undo.at(-1);
    if (!last) return;
    this.parts.set({ undo: undo.slice(0, -1) });
    if (await this.#changeTo(last)) return;
    this.parts.set({ undo: [...this.parts.state().undo, last] });
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

  /** Shows and applies a change; false when the engine rejects it, after which its settings are as they were. */
  async #changeTo(changes: readonly SettingChange[]): Promise<boolean> {
    this.#underway++;
    const { settings } = this.parts.state();
    this.parts.set({ problem: undefined });
    this.#show(settingsWith(settings, changes));
    try {
      const reply = await this.parts.apply(
        ...changes.map(({ setting, value }) => ({ kind: 'set', setting, value }) as const),
      );
      if (!reply.ok) this.#revert(changes, settings);
      return reply.ok;
    } finally {
      this.#underway--;
      this.#over++;
    }
  }

  /** Shows the settings of a rejected change as they were before, except those that were changed again since. */
  #revert(changes: readonly SettingChange[], before: Settings): void {
    const shown = this.parts.state().settings;
    const own = changes.filter(({ setting, value }) => shown[setting] === value);
    this.#show(
      settingsWith(
        shown,
        own.map(({ setting }) => ({ setting, value: before[setting] })),
      ),
    );
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
