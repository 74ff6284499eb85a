import { useId } from 'react';
import { Explained } from '../help';
import type { ControlProps } from './control';
import { ControlNote } from './control-note';
import classes from './controls.module.css';
import { ResetButton } from './reset-button';

/** A choice of one option, with the meaning of the chosen one below. */
export function ChoiceControl({
  label,
  help,
  note,
  control,
  value,
  byDefault,
  onChange,
}: ControlProps<'choice'>) {
  const described = useId();
  const chosen = control.options.find((option) => option.value === value);
  const usual = control.options.find((option) => option.value === byDefault)?.label ?? String(byDefault);
  return (
    <div className={classes.control} data-changed={value !== byDefault || undefined} data-kept-clear>
      <div className={classes.row}>
        <span className={classes.name}>
          <Explained title={label} says={help} formula={`default: ${usual}`} />
        </span>
        {value !== byDefault && <ResetButton label={label} to={usual} onReset={() => onChange(byDefault)} />}
        <select
          className={classes.select}
          data-clean
          aria-label={label}
          aria-describedby={note && described}
          value={String(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {control.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </div>
      {chosen && <div className={classes.hint}>{chosen.help}</div>}
      <ControlNote id={described} note={note} />
    </div>
  );
}

/** A switch: on or off. */
export function ToggleControl({ label, help, note, value, byDefault, onChange }: ControlProps<'toggle'>) {
  const described = useId();
  const usual = byDefault ? 'on' : 'off';
  return (
    <div className={classes.control} data-changed={value !== byDefault || undefined} data-kept-clear>
      <div className={classes.row}>
        <span className={classes.name}>
          <Explained title={label} says={help} formula={`default: ${usual}`} />
        </span>
        {value !== byDefault && <ResetButton label={label} to={usual} onReset={() => onChange(byDefault)} />}
        <input
          type="checkbox"
          role="switch"
          className={classes.switch}
          data-clean
          aria-label={label}
          aria-describedby={note && described}
          aria-checked={value === true}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      </div>
      <ControlNote id={described} note={note} />
    </div>
  );
}
