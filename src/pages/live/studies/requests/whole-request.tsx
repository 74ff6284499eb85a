import type { Trace } from '../../../../engine/contract/engine';
import { formatClock, formatCount, formatCounted, formatMs } from '../../../../ui/format';
import parts from '../../../parts/parts.module.css';
import { Scroll } from '../../../parts/scroll';
import { StatementTable } from '../../statement-table';
import { askerWords } from './hop-words';
import classes from './requests.module.css';
import { Status } from './status';
import { Waterfall } from './waterfall';

interface WholeRequestProps {
  readonly request: number;
  /** Undefined while the engine is asked for it, and when it does not have it. */
  readonly trace: Trace | undefined;
  readonly asked: boolean;
  readonly onChoose: (request: number) => void;
  readonly onClose: () => void;
}

/** One request with all its steps: its hops, measured times, facts, queries, and what it left in the caches. */
export function WholeRequest({ request, trace, asked, onChoose, onClose }: WholeRequestProps) {
  return (
    <section className={classes.whole} aria-label={`Request ${request}`} data-testid="whole-request">
      <header>
        <h4>
          Request #{request}
          {trace && `: ${trace.name}`}
        </h4>
        <button type="button" onClick={onClose}>
          close
        </button>
      </header>
      {trace ? (
        <Told trace={trace} onChoose={onChoose} />
      ) : (
        <p className={parts.empty} role="status">
          {asked
            ? 'Asking the engine…'
            : `Request #${request} is not recorded: it began before the recording, or newer ones have taken its place.`}
        </p>
      )}
    </section>
  );
}

function Told({ trace, onChoose }: { readonly trace: Trace; readonly onChoose: (request: number) => void }) {
  const { at, asker, outcome, reason, ms, partial, hops, facts, asked, measuredMs, left } = trace;
  const changed = facts.filter(({ read, now }) => read < now).length;
  const sqlMs = asked?.uses.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return (
    <>
      <p className={parts.hint} role="status">
        Asked by {askerWords[asker]} at {formatClock(at)} · <Status outcome={outcome} reason={reason} />
        {ms !== undefined && ` · ${formatMs(ms)} of virtual time`}
        {partial && ' · it began before the recording: hops may be missing'}
      </p>
      {hops.length > 0 ? (
        <Waterfall trace={trace} onChoose={onChoose} />
      ) : (
        <p className={parts.empty}>None of its lookups has ended yet.</p>
      )}
      <p className={parts.hint}>
        Measured on this machine, not on the virtual clock:{' '}
        {sqlMs === undefined && measuredMs === 0
          ? 'nothing was computed for it.'
          : `${formatMs(measuredMs)} of computing, of which ${formatMs(sqlMs ?? 0)} in the database.`}
      </p>
      <h5>Left behind</h5>
      {left.length === 0 ? (
        <p className={parts.hint}>Nothing: it stored no value.</p>
      ) : (
        <ul className={classes.left}>
          {left.map(({ cache, key, kind, reason: why }) => (
            <li key={`${kind} ${cache} ${key}`}>
              {kind} in {cache}: {key}
              {why && ` (${why})`}
              {kind === 'evicted' && ', to make room'}
            </li>
          ))}
        </ul>
      )}
      {asked && (
        <details open>
          <summary>Queries: {formatCount(asked.uses.reduce((sum, { calls }) => sum + calls, 0))}</summary>
          <Scroll label="Queries of the request">
            <StatementTable
              by="stage"
              rows={asked.uses.map(({ stage, ...use }) => ({ ...use, by: stage }))}
            />
          </Scroll>
        </details>
      )}
      {facts.length > 0 && (
        <details>
          <summary>
            Facts read: {formatCount(facts.length)}
            {changed > 0 && `, of which ${formatCounted(changed, 'has', 'have')} changed since`}
          </summary>
          <Scroll label="Facts that the request read">
            <table className={parts.table}>
              <thead>
                <tr>
                  <th scope="col">fact</th>
                  <th scope="col">version read</th>
                  <th scope="col">version now</th>
                </tr>
              </thead>
              <tbody>
                {facts.map(({ fact, read, now }) => (
                  <tr key={fact}>
                    <th scope="row">{fact}</th>
                    <td>{formatCount(read)}</td>
                    <td>
                      {formatCount(now)}
                      {read < now && <strong className={parts.warning}> changed</strong>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        </details>
      )}
    </>
  );
}
