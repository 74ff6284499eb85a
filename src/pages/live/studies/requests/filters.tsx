import { memoCacheNames, type Outcome, outcomes, type TraceFilter } from '../../../../engine/contract/engine';
import { outcomeLooks } from '../../../../ui/outcomes';
import parts from '../../../parts/parts.module.css';
import classes from './requests.module.css';

interface FiltersProps {
  readonly filter: TraceFilter;
  /** Those that occur. */
  readonly reasons: readonly string[];
  readonly onChange: (filter: TraceFilter) => void;
}

/** Narrows the list. Cache, outcome and reason are met by one lookup of a request together. */
export function Filters({ filter, reasons, onChange }: FiltersProps) {
  const { cache, outcome, reason, atLeastMs, text } = filter;
  return (
    <search className={parts.tools} aria-label="Filter of the requests">
      <Choice
        label="Cache that was looked up"
        every="every cache"
        options={memoCacheNames.map((name) => [name, name])}
        value={cache}
        onChange={(next) => onChange({ ...filter, cache: next })}
      />
      <Choice<Outcome>
        label="Outcome of the lookup"
        every="every outcome"
        options={outcomes.map((name) => [name, outcomeLooks[name].label])}
        value={outcome}
        onChange={(next) => onChange({ ...filter, outcome: next })}
      />
      <Choice
        label="Reason of the outcome"
        every="every reason"
        // A chosen reason stays in the list when it no longer occurs.
        options={[...new Set(reason === undefined ? reasons : [reason, ...reasons])].map((one) => [one, one])}
        value={reason}
        onChange={(next) => onChange({ ...filter, reason: next })}
      />
      <label className={classes.slower}>
        slower than
        <input
          type="number"
          min={0}
          step="any"
          value={atLeastMs ?? ''}
          placeholder="0"
          onChange={({ currentTarget: { valueAsNumber } }) =>
            onChange({ ...filter, atLeastMs: valueAsNumber >= 0 ? valueAsNumber : undefined })
          }
        />
        ms
      </label>
      <input
        aria-label="Part of a key"
        placeholder="key"
        value={text ?? ''}
        onChange={(event) => onChange({ ...filter, text: event.currentTarget.value || undefined })}
      />
    </search>
  );
}

interface ChoiceProps<V extends string> {
  readonly label: string;
  /** The option that does not narrow. */
  readonly every: string;
  readonly options: readonly (readonly [V, string])[];
  readonly value: V | undefined;
  readonly onChange: (value: V | undefined) => void;
}

function Choice<V extends string>({ label, every, options, value, onChange }: ChoiceProps<V>) {
  return (
    <select
      aria-label={label}
      value={value ?? ''}
      onChange={({ currentTarget }) => onChange(options.find(([name]) => name === currentTarget.value)?.[0])}
    >
      <option value="">{every}</option>
      {options.map(([name, text]) => (
        <option key={name} value={name}>
          {text}
        </option>
      ))}
    </select>
  );
}
