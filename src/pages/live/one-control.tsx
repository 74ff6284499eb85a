import { memo } from 'react';
import type { ModelFigures } from '../../engine/contract/engine';
import {
  type Setting,
  type SettingId,
  type Settings,
  settings as table,
} from '../../engine/contract/settings';
import { effectOf } from '../../engine/contract/settings/effects';
import type { ControlKind } from '../../ui/controls/control';
import { SettingControl } from '../../ui/controls/setting-control';
import { useSession } from '../session/session-context';
import { SettingHelp } from './help/setting-help';

const insteadOf = (model: ModelFigures | undefined) =>
  model?.wanted === undefined
    ? undefined
    : { label: model.label, training: model.training?.label === model.wanted };

/** The control of a setting of the run. Rerendered only when its own setting changes. */
export const OneControl = memo(function OneControl({ id }: { readonly id: SettingId }) {
  const session = useSession();
  const value = session.use((state) => state.settings[id]);
  const note = session.use(({ settings, chart, catalogue: known }) =>
    effectOf(id, settings, {
      evictions: chart?.tier.total.evicted ?? 0,
      servedInstead: insteadOf(chart?.model),
      ignored: known?.naive.find(({ name }) => name === settings.memoKind)?.ignores ?? [],
    }),
  );
  return (
    <div data-setting={id}>
      <ControlOf id={id} value={value} note={note} onChange={(next) => void session.change(id, next)} />
    </div>
  );
});

interface ControlOfProps {
  readonly id: SettingId;
  readonly value: Settings[SettingId];
  readonly note?: string | undefined;
  onChange(value: Settings[SettingId]): void;
}

/** A control with the words and bounds of a setting, for a value of any run. */
export function ControlOf({ id, value, note, onChange }: ControlOfProps) {
  const catalogue = useSession().use((state) => state.catalogue);
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
      onChange={(next) => onChange(next as typeof value)}
    />
  );
}
