import { useId } from 'react';
import classes from './segments.module.css';

interface SegmentsProps<V extends string> {
  readonly label: string;
  readonly options: readonly V[];
  readonly value: V;
  onChange(value: V): void;
}

/** A choice of one of a few options, all visible. */
export function Segments<V extends string>({ label, options, value, onChange }: SegmentsProps<V>) {
  const name = useId();
  return (
    <fieldset className={classes.segments} aria-label={label}>
      {options.map((option) => (
        <label key={option}>
          <input
            type="radio"
            name={name}
            className="visually-hidden"
            checked={option === value}
            onChange={() => onChange(option)}
          />
          {option}
        </label>
      ))}
    </fieldset>
  );
}
