import { exhaustive } from '../../base/exhaustive';
import { ChoiceControl, ToggleControl } from './choice-control';
import type { ControlProps } from './control';
import { QuantityControl } from './quantity-control';

/** The control for a setting, by its kind. */
export function SettingControl(props: ControlProps) {
  const { control } = props;
  switch (control.kind) {
    case 'number':
    case 'duration':
    case 'bytes':
      return <QuantityControl {...props} control={control} />;
    case 'choice':
      return <ChoiceControl {...props} control={control} />;
    case 'toggle':
      return <ToggleControl {...props} control={control} />;
    default:
      return exhaustive(control);
  }
}
