import { useState } from 'react';
import {
  type ChangeReach,
  changeKinds,
  memoCacheNames,
  type ReachCount,
} from '../../../../engine/contract/engine';
import { formatClock, formatCount, formatMs, NOTHING } from '../../../../ui/format';
import { Segments } from '../../../../ui/segments';
import parts from '../../../parts/parts.module.css';
import { Scroll } from '../../../parts/scroll';
import { Term } from '../../../parts/term';
import { changeText } from '../../change-text';
import classes from './invalidation.module.css';

const kinds = ['all', ...changeKinds] as const;

/** The latest changes of each kind, each with what its message reached. Choosing one lists the entries. */
export function ChangeTable({
  changes,
  chosen,
  onChoose,
}: {
  readonly changes: readonly ChangeReach[];
  readonly chosen: number | undefined;
  onChoose(change: number | undefined): void;
}) {
  const [kind, setKind] = useState<(typeof kinds)[number]>('all');
  const shown = changes.filter((change) => kind === 'all' || change.kind === kind);
  return (
    <div>
      <Segments label="Kind of change" options={kinds} value={kind} onChange={(next) => setKind(next)} />
      {shown.length === 0 ? (
        <p className={parts.empty}>No change of this kind yet.</p>
      ) : (
        <Scroll label="Changes and their reach">
          <table className={parts.table} data-testid="reach-changes">
            <thead>
              <tr>
                <th scope="col">change</th>
                <th scope="col">virtual time</th>
                <th scope="col">
                  <Term id="message-delay" />
                </th>
                {memoCacheNames.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
                <th scope="col">
                  <Term id="reach-needless" />
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((change) => (
                <tr key={change.sequence} data-change={change.kind}>
                  <th scope="row">
                    <button
                      type="button"
                      className={classes.choose}
                      aria-pressed={change.sequence === chosen}
                      onClick={() => onChoose(change.sequence === chosen ? undefined : change.sequence)}
                    >
                      {changeText(change)}
                    </button>
                  </th>
                  <td>{formatClock(change.at)}</td>
                  <td>{messageText(change)}</td>
                  {memoCacheNames.map((name) => (
                    <td key={name}>{reachText(change.caches[name])}</td>
                  ))}
                  <td>
                    {change.judged === 0
                      ? NOTHING
                      : `${formatCount(change.needless)} of ${formatCount(change.judged)} audited`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </div>
  );
}

function messageText({ message, tookMs }: ChangeReach): string {
  if (message === 'untold') return 'none sent';
  if (message !== 'arrived') return message;
  return tookMs === 0 ? 'at once' : `after ${formatMs(tookMs)}`;
}

function reachText({ reached, missed }: ReachCount): string {
  if (reached + missed === 0) return NOTHING;
  const counts = [
    reached > 0 && `${formatCount(reached)} reached`,
    missed > 0 && `${formatCount(missed)} missed`,
  ];
  return counts.filter((count) => count !== false).join(', ');
}
