import type { Settings, SettingTo } from '../../engine/contract/engine';
import { settingIds } from '../../engine/contract/settings';

/** A setting that a study has changed for a trial, and the value that it is to have again. */
export interface LentSetting extends SettingTo {
  readonly was: Settings[keyof Settings];
}

/**
 * Notes what a study is about to change, beside what it has changed before: a setting changed twice keeps the value from
 * before the first time. What a person has set meanwhile is theirs, and what is as it was before is put back already.
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

/** Gives those that still have the value that the study gave them. */
export const stillLent = (lent: readonly LentSetting[], settings: Settings): LentSetting[] =>
  lent.filter(({ setting, value }) => settings[setting] === value);

/** Gives the changes that put them back. */
export const puttingBack = (lent: readonly LentSetting[]): SettingTo[] =>
  lent.map(({ setting, was }) => ({ setting, value: was }));

/** Gives what is lent in the next run: the same if it has the settings of this one, as after a reset; else nothing. */
export const lentInNext = (
  lent: readonly LentSetting[],
  before: Settings,
  after: Settings,
): readonly LentSetting[] => (settingIds.every((id) => before[id] === after[id]) ? lent : []);
