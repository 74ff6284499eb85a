import type { NaiveReport, NaiveWayInfo } from '../../../../engine/contract/engine';
import study from '../study.module.css';
import classes from './naive.module.css';

interface WayListProps {
  readonly ways: readonly NaiveWayInfo[];
  readonly report: NaiveReport;
  /** The name of the selected way. */
  readonly shown: string;
  readonly onChoose: (name: string) => void;
}

/** The naive ways by name, each with its state in this run. */
export function WayList({ ways, report, shown, onChoose }: WayListProps) {
  return (
    <ul className={`${study.plain} ${classes.ways}`} aria-label="Ways to memoize">
      {ways.map(({ name, label }) => (
        <li key={name}>
          <button type="button" data-way={name} aria-pressed={name === shown} onClick={() => onChoose(name)}>
            {label}
            <small>{stateOf(name, report)}</small>
          </button>
        </li>
      ))}
    </ul>
  );
}

function stateOf(name: string, { atWork, tried }: NaiveReport): string {
  if (name === atWork) return '● at work';
  const trial = tried[name];
  if (!trial) return 'not tried yet';
  if (!trial.cured) return 'tried';
  return trial.after ? '✓ cured' : 'cure applied, measuring';
}
