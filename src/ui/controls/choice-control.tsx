import { NativeSelect, Switch } from '@mantine/core';
import { Explained } from '../help';
import type { ControlProps } from './control';
import classes from './controls.module.css';

/** One of several words; what the chosen one means stands below. */
export function ChoiceControl({ label, help, control, value, byDefault, onChange }: ControlProps<'choice'>) {
  const chosen = control.options.find((option) => option.value === value);
  return (
    <div className={classes.control} data-changed={value !== byDefault || undefined}>
      <div className={classes.row}>
        <span className={classes.name}>
          <Explained
            title={label}
            says={help}
            formula={`default: ${control.options.find((option) => option.value === byDefault)?.label ?? String(byDefault)}`}
          />
        </span>
        <NativeSelect
          size="xs"
          className={classes.select}
          aria-label={label}
          value={String(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
          data={control.options.map((option) => ({ value: option.value, label: option.label }))}
        />
      </div>
      {chosen && <div className={classes.hint}>{chosen.help}</div>}
    </div>
  );
}

/** On or off. */
export function ToggleControl({ label, help, value, byDefault, onChange }: ControlProps<'toggle'>) {
  return (
    <div className={classes.control} data-changed={value !== byDefault || undefined}>
      <div className={classes.row}>
        <span className={classes.name}>
          <Explained title={label} says={help} formula={`default: ${byDefault ? 'on' : 'off'}`} />
        </span>
        <Switch
          size="xs"
          aria-label={label}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      </div>
    </div>
  );
}
