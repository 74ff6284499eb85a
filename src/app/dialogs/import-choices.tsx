import { useId } from 'react';
import { type ImportOptions, importLimits, rateInWords, sampleRates } from '../../engine/contract/engine';
import classes from './import-dialog.module.css';

interface ImportChoicesProps {
  readonly options: ImportOptions;
  onChange(options: ImportOptions): void;
}

/** Options for reading files, collapsed by default: most files need none. */
export function ImportChoices({ options, onChange }: ImportChoicesProps) {
  const id = useId();
  return (
    <details className={classes.choices}>
      <summary>How files are read</summary>
      <label htmlFor={`${id}-dates`}>Dates such as 3/12/2010</label>
      <select
        id={`${id}-dates`}
        value={options.dates ?? ''}
        onChange={(event) => {
          const { value } = event.currentTarget;
          onChange({
            ...options,
            dates: value === 'day-first' || value === 'month-first' ? value : undefined,
          });
        }}
      >
        <option value="">as the whole file shows</option>
        <option value="day-first">day first</option>
        <option value="month-first">month first</option>
      </select>
      <label htmlFor={`${id}-sample`}>Customers</label>
      <select
        id={`${id}-sample`}
        value={options.sample ?? 1}
        onChange={(event) => onChange({ ...options, sample: Number(event.currentTarget.value) })}
      >
        {[1, ...sampleRates].map((rate) => (
          <option key={rate} value={rate}>
            {rate === 1 ? 'all' : `a sample of ${rateInWords(rate)}, the same ones every time`}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-most`}>Purchases at most</label>
      <input
        id={`${id}-most`}
        type="number"
        min={1}
        step={1}
        value={options.mostPurchases ?? importLimits.purchases}
        onChange={(event) => {
          const most = Math.floor(event.currentTarget.valueAsNumber);
          if (most >= 1) onChange({ ...options, mostPurchases: most });
        }}
      />
    </details>
  );
}
