import type { Settings, SettingTo } from '../../engine/contract/engine';
import { settingIds } from '../../engine/contract/settings';

/** A setting that a study has changed for a trial, with the value to restore. */
export interface LentSetting extends SettingTo {
  readonly was: Settings[keyof Settings];
}

/**
 * Adds the settings that a study is about to change to those changed before: a setting changed twice keeps the value
 * from before the first time. Drops settings that the person changed meanwhile or that have their old value again.
 */
export function withLent(
  lent: readonly LentSetting[],
  settings: Settings,
  changes: readonly SettingTo[],
): LentSetting[] {
  const still = stillLent(lent, settings);
  const changed = changes.map(({ setting, value }): LentSetting => {
    const before = still.find((one) => one.setting === setting);
    return { setting, value, was: before ? before.was : settings[setting] };
  });
  const others = still.filter(({ setting }) => !changes.some((one) => one.setting === setting));
  return [...others, ...changed].filter(({ value, was }) => value !== was);
}

/** Returns the settings that still have the value set by the study. */
export const stillLent = (lent: readonly LentSetting[], settings: Settings): LentSetting[] =>
  lent.filter(({ setting, value }) => settings[setting] === value);

/** Returns the changes that restore them. */
export const puttingBack = (lent: readonly LentSetting[]): SettingTo[] =>
  lent.map(({ setting, was }) => ({ setting, value: was }));

/** Returns the lent settings of the next run: the same if its settings equal those of this run, else none. */
export const lentInNext = (
  lent: readonly LentSetting[],
  before: Settings,
  after: Settings,
): readonly LentSetting[] => (settingIds.every((id) => before[id] === after[id]) ? lent : []);
