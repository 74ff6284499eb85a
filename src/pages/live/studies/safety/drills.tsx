import type { DrillRecord, DrillReport, Stretch } from '../../../../engine/protocol';
import { formatMs, formatShare } from '../../../../ui/format';
import { useSession } from '../../../session-context';
import live from '../../live.module.css';
import { Scroll } from '../../scroll';
import { Term } from '../term';
import classes from './safety.module.css';

/** Faults to let happen for a while, and who was answered then. */
export function Drills({ drills }: { readonly drills: readonly DrillReport[] }) {
  const underWay = drills.some(({ last }) => last?.phase === 'under way');
  return (
    <ul className={classes.drills} aria-label="Drills">
      {drills.map((drill) => (
        <li key={drill.name} data-drill={drill.name}>
          <Drill drill={drill} held={underWay} />
        </li>
      ))}
    </ul>
  );
}

function Drill({ drill, held }: { readonly drill: DrillReport; readonly held: boolean }) {
  const { apply } = useSession();
  const { name, label, help, unavailable, last } = drill;
  return (
    <>
      <p className={live.tools}>
        <b>{label}</b>
        {name !== 'shared-tier-gone' && (
          <button
            type="button"
            aria-label={`Start the drill: ${label}`}
            disabled={held}
            onClick={() => void apply({ kind: 'drill', drill: name })}
          >
            Start
          </button>
        )}
        {last && last.phase !== 'over' && (
          <>
            <progress aria-label={`Progress of the drill: ${label}`} value={last.progress} max={1} />
            <span data-testid="phase">{last.phase}</span>
          </>
        )}
      </p>
      <p className={live.hint}>{unavailable ?? help}</p>
      {last && <Record record={last} />}
    </>
  );
}

function Record({ record: { from, before, during, after } }: { readonly record: DrillRecord }) {
  const rows = [
    ['before', before],
    ['during', during],
    ['after', after],
  ] as const;
  return (
    <Scroll label="Who was answered">
      <table className={live.table}>
        <caption className={live.hint}>From {formatMs(from)}</caption>
        <thead>
          <tr>
            <td />
            {(['drill-answered', 'drill-age', 'drill-oldest', 'drill-wait'] as const).map((id) => (
              <th key={id} scope="col">
                <Term id={id} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([when, stretch]) => (
            <Row key={when} when={when} stretch={stretch} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Row({ when, stretch }: { readonly when: string; readonly stretch: Stretch }) {
  const { ended, answered, meanAgeMs, oldestMs, meanWaitMs } = stretch;
  return (
    <tr data-when={when}>
      <th scope="row">{when}</th>
      <td data-figure="answered" data-value={ended > 0 ? answered / ended : undefined}>
        {formatShare(answered, ended)}
      </td>
      <td data-figure="age" data-value={meanAgeMs}>
        {formatMs(meanAgeMs)}
      </td>
      <td>{formatMs(oldestMs)}</td>
      <td>{formatMs(meanWaitMs)}</td>
    </tr>
  );
}
