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
        <select
          className={classes.select}
          data-clean
          aria-label={label}
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
        <input
          type="checkbox"
          role="switch"
          className={classes.switch}
          data-clean
          aria-label={label}
          aria-checked={value === true}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      </div>
    </div>
  );
}
