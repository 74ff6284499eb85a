import { memo, useMemo, useState } from 'react';
import type { LoggedEvent } from '../../../engine/contract/engine';
import { formatClock, formatCount, formatMs } from '../../../ui/format';
import { eventLooks } from '../../../ui/outcomes';
import { Panel } from '../../../ui/panel';
import parts from '../../parts/parts.module.css';
import { Scroll } from '../../parts/scroll';
import { useSeen } from '../../parts/use-seen';
import { useSession } from '../../session/session-context';
import classes from '../live.module.css';
import { StatementTable } from '../statement-table';

const TIERS = ['all', 'rankings', 'weights', 'similarities', 'query', 'store', 'run'] as const;
/** Lines shown while the log is slow enough to read, and while it is not: each costs about 1 ms per snapshot. */
const MOST_LINES = 80;
const PASSING_LINES = 24;

/** The newest events of every tier and kind: common kinds do not drive out rare ones. */
export function EventLog() {
  const engineLines = useSeen('log', (state) => state.log);
  const playing = useSession().use((state) => state.snapshot?.playing);
  const queryLines = useSeen('log', (state) => state.query?.events);
  const [tier, setTier] = useState<(typeof TIERS)[number]>('all');
  const [kind, setKind] = useState('all');
  const [text, setText] = useState('');
  const [frozen, setFrozen] = useState<readonly LoggedEvent[]>();
  const [chosen, setChosen] = useState<LoggedEvent>();

  const merged = useMemo(
    () => [...engineLines, ...(queryLines ?? [])].sort((a, b) => b.at - a.at),
    [engineLines, queryLines],
  );
  const lines = (frozen ?? merged)
    .filter((line) => (tier === 'all' || line.tier === tier) && (kind === 'all' || line.kind === kind))
    .filter((line) => text === '' || `${line.key} ${line.reason}`.toLowerCase().includes(text.toLowerCase()))
    .slice(0, playing && !frozen ? PASSING_LINES : MOST_LINES);
  return (
    <Panel
      id="log"
      title="Events"
      tools={
        <div className={parts.tools}>
          <select
            aria-label="Tier of the events"
            value={tier}
            onChange={(event) => setTier(event.currentTarget.value as typeof tier)}
          >
            {TIERS.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
          <select
            aria-label="Kind of the events"
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value)}
          >
            <option>all</option>
            {Object.entries(eventLooks).map(([name, { label }]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
          <input
            className={classes.search}
            aria-label="Text in the events"
            placeholder="key or reason"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <button
            type="button"
            aria-pressed={frozen !== undefined}
            onClick={() => setFrozen(frozen ? undefined : merged)}
          >
            {frozen ? 'continue' : 'freeze'}
          </button>
        </div>
      }
    >
      {lines.length === 0 ? (
        <p className={parts.empty}>
          {merged.length === 0 ? 'Nothing has happened yet. Press play.' : 'No event fits the filter.'}
        </p>
      ) : (
        <Scroll label="Events">
          <table className={`${parts.table} ${classes.log}`} data-testid="log">
            <thead>
              <tr>
                <th scope="col">virtual time</th>
                <th scope="col">tier</th>
                <th scope="col">event</th>
                <th scope="col">key</th>
                <th scope="col">reason</th>
                <th scope="col">after</th>
                <th scope="col">store</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: at full speed all lines are new in every snapshot; rows are kept and their texts change
                <Line key={i} line={line} onChoose={setChosen} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {chosen && <Asked line={chosen} onClose={() => setChosen(undefined)} />}
    </Panel>
  );
}

/** The queries of one computed request. It stays open while the log continues. */
function Asked({ line, onClose }: { readonly line: LoggedEvent; readonly onClose: () => void }) {
  if (!line.asked) return null;
  const { uses, repeated } = line.asked;
  const timesOf = (statement: string) => repeated.find((one) => one.statement === statement)?.calls;
  const total = uses.reduce((sum, { calls }) => sum + calls, 0);
  return (
    <section className={classes.asked} aria-label="Queries of the chosen request" data-testid="asked">
      <p className={parts.hint} role="status">
        {line.key} at {formatClock(line.at)}: {formatCount(total)} queries
        {repeated.map(({ statement, calls }) => (
          <strong key={statement} className={parts.warning}>
            ⚠ N+1: “{statement}” ran {formatCount(calls)} times in this request
          </strong>
        ))}
        <button type="button" onClick={onClose}>
          close
        </button>
      </p>
      <StatementTable
        by="stage"
        rows={uses.map(({ stage, ...use }) => {
          const times = timesOf(use.statement);
          return { ...use, by: stage, repeated: times ? `${formatCount(times)} times in all` : undefined };
        })}
      />
    </section>
  );
}

interface LineProps {
  readonly line: LoggedEvent;
  readonly onChoose: (line: LoggedEvent) => void;
}

const Line = memo(function Line({ line, onChoose }: LineProps) {
  const look = eventLooks[line.kind];
  return (
    <tr>
      <td>{formatClock(line.at)}</td>
      <td>{line.tier}</td>
      <td>
        <span className={classes.truth} style={{ '--tone': look?.colour } as React.CSSProperties}>
          {look?.label ?? line.kind}
        </span>
      </td>
      <th scope="row">{line.key}</th>
      <td>{line.reason}</td>
      <td>{line.ms === undefined ? '' : formatMs(line.ms)}</td>
      <td>
        {line.asked && (
          <button
            type="button"
            className={classes.small}
            aria-label={`Queries of ${line.key}`}
            onClick={() => onChoose(line)}
          >
            queries
          </button>
        )}
      </td>
    </tr>
  );
});
