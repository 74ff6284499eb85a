import { type NextEvent, nextEvents } from '../../engine/contract/engine';
import { useLab } from '../lab';
import classes from './time-strip.module.css';

const names = Object.keys(nextEvents) as NextEvent[];

/** Plays the run on to what happens next in the chosen memo cache, and says when it does not come. */
export function RunToNext({ disabled }: { readonly disabled: boolean }) {
  const { session } = useLab();
  const sought = session.use((state) => state.sought);
  const tier = session.use((state) => state.tier);
  const where = tier === 'all' ? '' : ` of ${tier}`;
  return (
    <span className={classes.next}>
      <select
        aria-label="Run to next"
        value=""
        disabled={disabled}
        onChange={(event) => void session.travel.runToNext(event.currentTarget.value as NextEvent)}
      >
        <option value="" disabled>
          Run to next…
        </option>
        {names.map((name) => (
          <option key={name} value={name}>
            {nextEvents[name].label}
            {where}
          </option>
        ))}
      </select>
      {sought && (
        <span role="status">
          {sought.state === 'searching'
            ? `looking for the next ${nextEvents[sought.what].label}…`
            : `no ${nextEvents[sought.what].label} within ten minutes`}
        </span>
      )}
    </span>
  );
}
