import type { ReactNode } from 'react';
import type { QueryEntry } from '../../../client/query-entry';
import { formatBytes, formatMaybe, formatMs } from '../../../ui/format';
import { Explained } from '../../../ui/help';
import { outcomeLooks } from '../../../ui/outcomes';
import { Panel } from '../../../ui/panel';
import parts from '../../parts/parts.module.css';
import { Scroll } from '../../parts/scroll';
import { useSeen } from '../../parts/use-seen';
import { useSession } from '../../session/session-context';
import classes from '../live.module.css';

/** Most rows shown; the others are only counted. */
const MOST_ROWS = 40;

/** Column heads, with an explanation where the head is not enough. */
const columns = [
  { title: 'query', says: '' },
  {
    title: 'status · fetch',
    says: 'TanStack Query’s own status (pending, error or success: is there data?) and fetchStatus (fetching, paused or idle: is it being asked for?).',
  },
  {
    title: 'truth',
    says: 'Whether the answer that is held is what the shop would say now. staleTime knows nothing of it.',
  },
  {
    title: 'staleTime',
    says: 'How long until the answer is fetched again at its next use; over: it would be fetched. A time that was set, no knowledge of the truth.',
  },
  {
    title: 'gc in',
    says: 'How long until TanStack Query removes the answer (gcTime). Observers are components on the page that use it: while there are any, it is not removed.',
  },
  { title: 'bytes', says: '' },
] as const;

/** Where the data of a query came from. */
const originWords = {
  fetched: 'fetched',
  set: 'set by hand',
  seeded: 'seeded, no fetch brought it',
} as const;

const observersOf = ({ observers }: QueryEntry) => `${observers} observer${observers === 1 ? '' : 's'}`;

/** Details that do not fit into the row: the origin of the data and the cause of the last fetch. */
const aboutFetch = (entry: QueryEntry): string =>
  [
    observersOf(entry),
    ...(entry.origin ? [`data ${originWords[entry.origin]}`] : []),
    entry.cause ? `last fetch by ${entry.cause}` : 'never fetched',
  ].join('; ');

/** The queries that TanStack Query holds, in its own terms, with the time until each is stale and until it is removed. */
export function QueryList() {
  const entries = useSeen('query-list', (state) => state.query?.entries);
  const held = useSession().use(({ snapshot }) => snapshot !== undefined && !snapshot.playing);
  const sorted = [...(entries ?? [])].sort((a, b) => b.observers - a.observers || a.key.localeCompare(b.key));
  return (
    <Panel id="query-list" title="Queries">
      {held && sorted.length > 0 && (
        <p className={parts.hint} data-testid="wall-clock">
          The run is paused, TanStack Query’s timers are not: staleTime and gcTime run on this browser’s
          clock, at the speed that is set.
        </p>
      )}
      {sorted.length === 0 ? (
        <p className={parts.empty}>Nothing held. Use the shop below, or start its autopilot.</p>
      ) : (
        <Scroll label="Queries">
          <table className={`${parts.table} ${classes.queries}`}>
            <thead>
              <tr>
                {columns.map(({ title, says }) => (
                  <th key={title} scope="col">
                    {says ? <Explained title={title} says={says} /> : title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sorted.slice(0, MOST_ROWS).map((entry) => (
                <Row key={entry.hash} entry={entry} />
              ))}
            </tbody>
          </table>
          {sorted.length > MOST_ROWS && <p className={parts.hint}>and {sorted.length - MOST_ROWS} more</p>}
        </Scroll>
      )}
    </Panel>
  );
}

function Row({ entry }: { readonly entry: QueryEntry }) {
  const look = entry.truth && outcomeLooks[entry.truth];
  return (
    <tr data-query={entry.key}>
      <th scope="row">{entry.key}</th>
      <td title={aboutFetch(entry)}>
        {entry.status}
        {entry.failures > 0 && `, ${entry.failures} failed`} · {entry.fetchStatus}
        {entry.fetchStatus !== 'idle' && ` by ${entry.failures > 0 ? 'retry' : (entry.cause ?? 'manual')}`}
      </td>
      <td>
        {look ? (
          <span className={classes.truth} style={{ '--tone': look.colour } as React.CSSProperties}>
            {look.label}
            {entry.staleForMs !== undefined && ` ${formatMs(entry.staleForMs)}`}
          </span>
        ) : (
          '–'
        )}
      </td>
      <td>
        {!entry.hasData ? (
          '–'
        ) : entry.staleInMs === undefined ? (
          <span title="No enabled observer: staleTime counts when the next one comes.">–</span>
        ) : (
          <Countdown left={entry.staleInMs} of={entry.staleTimeMs} word="over" />
        )}
      </td>
      <td>
        {entry.observers > 0 ? (
          observersOf(entry)
        ) : entry.removedInMs === undefined ? (
          'fetching'
        ) : (
          <Countdown left={entry.removedInMs} of={entry.gcTimeMs} word="due" />
        )}
      </td>
      <td>{entry.bytes === 'unknown' ? 'unknown' : entry.hasData ? formatBytes(entry.bytes) : '–'}</td>
    </tr>
  );
}

/** The remaining time as a bar and as text; after it, the word for the end state. */
function Countdown({
  left,
  of,
  word,
}: {
  readonly left: number | 'never';
  readonly of: number | 'never';
  readonly word: string;
}): ReactNode {
  if (left === 'never') return left;
  if (left <= 0) return word;
  const share = typeof of === 'number' && of > 0 ? left / of : 0;
  return (
    <span className={classes.countdown}>
      <i aria-hidden="true">
        <b style={{ width: `${Math.min(100, 100 * share)}%` }} />
      </i>
      {formatMaybe(left)}
    </span>
  );
}
