import type { ChangeLine } from '../../../engine/contract/engine';
import { formatClock, formatCount } from '../../../ui/format';
import { Help } from '../../../ui/help';
import { Panel } from '../../../ui/panel';
import parts from '../../parts/parts.module.css';
import { Scroll } from '../../parts/scroll';
import { useSeen } from '../../parts/use-seen';
import { textOf } from '../change-text';
import classes from '../live.module.css';

/** The last changes of the store's facts: what invalidation acts on, and what makes a held answer stale. */
export function ChangeFeed() {
  const { lines, missed } = useSeen('changes', (state) => state.changes);
  return (
    <Panel id="changes" title="Changes in the store">
      {lines.length === 0 ? (
        <p className={parts.empty}>
          Nothing has changed yet. Changes come while the run plays; in the shop you can change a price
          yourself.
        </p>
      ) : (
        <Scroll label="Changes in the store">
          <table className={`${parts.table} ${classes.changes}`} data-testid="changes">
            <thead>
              <tr>
                <th scope="col">virtual time</th>
                <th scope="col">change</th>
                <th scope="col">of</th>
                <th scope="col">from</th>
                <th scope="col">to</th>
                <th scope="col">
                  <Help id="fact-version" />
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line, i) => (
                <Line
                  key={line.sequence}
                  line={line}
                  together={line.transaction === lines[i + 1]?.transaction}
                />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {missed > 0 && <p className={parts.hint}>{formatCount(missed)} more went by too fast to be listed.</p>}
    </Panel>
  );
}

/** @param together whether the change belongs to the same transaction as the line below. */
function Line({ line, together }: { readonly line: ChangeLine; readonly together: boolean }) {
  const { at, kind, subject, from, to, version } = line;
  return (
    <tr data-change={kind}>
      <td>{formatClock(at)}</td>
      <td>
        {together && (
          <span role="img" aria-label="in one transaction with the line below">
            ┌{' '}
          </span>
        )}
        {kind}
      </td>
      <th scope="row">{subject}</th>
      <td>{from === undefined ? '' : textOf(kind, from)}</td>
      <td>{textOf(kind, to)}</td>
      <td>{formatCount(version)}</td>
    </tr>
  );
}
