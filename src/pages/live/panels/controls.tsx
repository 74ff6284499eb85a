import { memo } from 'react';
import type { ModelFigures } from '../../../engine/contract/engine';
import {
  type Setting,
  type SettingId,
  settingGroups,
  settings as table,
} from '../../../engine/contract/settings';
import { effectOf } from '../../../engine/contract/settings/effects';
import type { ControlKind } from '../../../ui/controls/control';
import { SettingControl } from '../../../ui/controls/setting-control';
import parts from '../../parts/parts.module.css';
import { useSession } from '../../session/session-context';
import { SettingHelp } from '../help/setting-help';
import type { HopId } from '../journey/hop';
import { hops } from '../journey/hops';
import { hopOfSetting } from '../journey/setting-hops';
import classes from '../live.module.css';

interface ControlsProps {
  /** Only the settings of this hop; undefined: all. */
  readonly hop: HopId | undefined;
  /** Called when a person wants all settings again. */
  onAll(): void;
}

/** The controls of all settings or of one hop's, generated from the table of settings. Each change can be undone. */
export const Controls = memo(function Controls({ hop, onAll }: ControlsProps) {
  const groups = settingGroups.map(({ title, settings }) => ({
    title,
    ids: (Object.keys(settings) as SettingId[]).filter((id) => !hop || hopOfSetting[id] === hop),
  }));
  return (
    <div>
      {hop && (
        <p className={classes.ofHop}>
          Settings of: <b>{hops.find(({ id }) => id === hop)?.title}</b>
          <button type="button" onClick={onAll}>
            Show all settings
          </button>
        </p>
      )}
      {hop && groups.every(({ ids }) => ids.length === 0) && (
        <p className={parts.empty}>This hop has no settings yet.</p>
      )}
      {groups
        .filter(({ ids }) => ids.length > 0)
        .map(({ title, ids }) => (
          <details key={title} open className={classes.group}>
            <summary>{title}</summary>
            {ids.map((id) => (
              <OneControl key={id} id={id} />
            ))}
          </details>
        ))}
    </div>
  );
});

const insteadOf = (model: ModelFigures | undefined) =>
  model?.wanted === undefined
    ? undefined
    : { label: model.label, training: model.training?.label === model.wanted };

/** Rerendered only when its own setting changes. */
const OneControl = memo(function OneControl({ id }: { readonly id: SettingId }) {
  const session = useSession();
  const value = session.use((state) => state.settings[id]);
  const catalogue = session.use((state) => state.catalogue);
  const note = session.use(({ settings, chart, catalogue: known }) =>
    effectOf(id, settings, {
      evictions: chart?.tier.total.evicted ?? 0,
      servedInstead: insteadOf(chart?.model),
      ignored: known?.naive.find(({ name }) => name === settings.memoKind)?.ignores ?? [],
    }),
  );
  const setting = table[id] as Setting<unknown> as Setting<typeof value>;
  const control: ControlKind =
    setting.control.kind === 'policy'
      ? {
          kind: 'choice',
          options: (catalogue?.policies ?? []).map(({ name, label, summary }) => ({
            value: name,
            label,
            help: summary,
          })),
        }
      : setting.control;
  return (
    <SettingControl
      label={setting.label}
      help={<SettingHelp id={id} />}
      note={note}
      control={control}
      value={value}
      byDefault={setting.default}
      expects={setting.expects}
      write={setting.write as (value: number | string | boolean) => string}
      read={setting.read}
      onChange={(next) => void session.change(id, next as typeof value)}
    />
  );
});
