import type { VirtualMs } from '../../base/units';
import type { RunSpec, Settings } from '../../engine/contract/engine';
import { type SettingId, settingIds } from '../../engine/contract/settings';
import type { LentSetting } from './lent-settings';

/** What restarts a run without its steps: a reset, another seed, another shop. */
export type RestartCause = 'reset' | 'seed' | 'shop';

/** A run at the moment of its restart. */
export interface BeforeRestart {
  readonly cause: RestartCause;
  readonly spec: RunSpec;
  readonly at: VirtualMs;
  readonly settings: Settings;
  readonly lent: readonly LentSetting[];
  readonly fromLink: boolean;
}

/** Returns the settings that the restart has set back to their value at the start. Another seed keeps all. */
export const resetSettings = ({ cause, spec, settings }: BeforeRestart): SettingId[] =>
  cause === 'seed' ? [] : settingIds.filter((id) => settings[id] !== spec.settings[id]);

/** Returns whether the restart discards steps or changed settings. */
export const discards = (before: BeforeRestart): boolean =>
  before.spec.interventions.length > 0 || resetSettings(before).length > 0;

/** Returns whether the run can be restored: an imported shop is gone once another shop has replaced it. */
export const undoable = ({ cause, spec }: BeforeRestart): boolean =>
  cause !== 'shop' || spec.shop === 'embedded';
