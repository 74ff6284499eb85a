import { memo } from 'react';
import type { ModelFigures } from '../../engine/contract/engine';
import { type Setting, type SettingId, settings as table } from '../../engine/contract/settings';
import { effectOf } from '../../engine/contract/settings/effects';
import type { ControlKind } from '../../ui/controls/control';
import { SettingControl } from '../../ui/controls/setting-control';
import { useSession } from '../session/session-context';
import { SettingHelp } from './help/setting-help';

const insteadOf = (model: ModelFigures | undefined) =>
  model?.wanted === undefined
    ? undefined
    : { label: model.label, training: model.training?.label === model.wanted };

/** The control of a setting. Rerendered only when its own setting changes. */
export const OneControl = memo(function OneControl({ id }: { readonly id: SettingId }) {
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
    <div data-setting={id}>
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
    </div>
  );
});
