import { useId } from 'react';
import { Explained } from '../help';
import type { ControlProps } from './control';
import { ControlNote } from './control-note';
import classes from './controls.module.css';

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
  return (
    <div className={classes.control} data-changed={value !== byDefault || undefined} data-kept-clear>
      <div className={classes.row}>
        <span className={classes.name}>
          <Explained
            title={label}
            says={help}
            formula={`default: ${control.options.find((option) => option.value === byDefault)?.label ?? String(byDefault)}`}
          />
        </span>
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
  return (
    <div className={classes.control} data-changed={value !== byDefault || undefined} data-kept-clear>
      <div className={classes.row}>
        <span className={classes.name}>
          <Explained title={label} says={help} formula={`default: ${byDefault ? 'on' : 'off'}`} />
        </span>
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
