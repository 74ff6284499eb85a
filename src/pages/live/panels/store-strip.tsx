import type { StatementFigures } from '../../../engine/contract/engine';
import { formatCount, formatMs, formatShort } from '../../../ui/format';
import { Panel } from '../../../ui/panel';
import { StatTile } from '../../../ui/stat-tile';
import parts from '../../parts/parts.module.css';
import { Scroll } from '../../parts/scroll';
import { useSeen } from '../../parts/use-seen';
import classes from '../live.module.css';
import { StatementTable } from '../statement-table';

/** The work behind the caches: the queries and computations that misses cause. */
export function StoreStrip() {
  const chart = useSeen('behind', (state) => state.chart);
  if (!chart) return null;
  const { store, compute } = chart;
  return (
    <Panel id="behind" title="Behind the caches: compute and database">
      <div className={parts.tiles} data-wide>
        <StatTile
          figure="database-queries"
          value={formatShort(store.queries)}
          raw={store.queries}
          note={`${formatCount(store.queriesPerSecond)} a virtual second`}
        />
        <StatTile
          figure="database-time"
          value={formatMs(store.measuredMs)}
          raw={store.measuredMs}
          note={`${formatShort(store.rows)} rows, measured`}
        />
        <StatTile
          figure="computations"
          value={formatShort(compute.computations)}
          raw={compute.computations}
        />
        <StatTile
          figure="compute-time"
          value={formatMs(compute.measuredMs)}
          raw={compute.measuredMs}
          note="measured"
        />
        <StatTile
          figure="cores"
          value={`${compute.busyCores} of ${compute.cores}`}
          raw={compute.busyCores}
          note={`${formatCount(compute.queued)} queued`}
          filled={compute.busyCores / compute.cores}
        />
        <StatTile
          figure="changes"
          value={formatShort(store.changes)}
          raw={store.changes}
          note={`model version ${chart.model.version}`}
        />
      </div>
      <ByStatement statements={store.statements} />
    </Panel>
  );
}

/** The database statements, collapsed by default; an N+1 is reported in the summary line. */
function ByStatement({ statements }: { readonly statements: readonly StatementFigures[] }) {
  if (statements.length === 0) return null;
  const repeated = statements.filter(({ repeats }) => repeats);
  return (
    <details className={classes.statements}>
      <summary>
        By statement: {statements.length}
        {repeated.length > 0 && (
          <strong className={parts.warning}>
            ⚠ N+1:{' '}
            {repeated
              .map(
                ({ statement, repeats }) =>
                  `“${statement}” in ${formatShort(repeats?.requests ?? 0)} requests`,
              )
              .join(', ')}
          </strong>
        )}
      </summary>
      <Scroll label="Queries by statement">
        <StatementTable
          by="purpose"
          rows={statements.map(({ purpose, repeats, ...row }) => ({
            ...row,
            by: purpose,
            repeated: repeats && `${formatCount(repeats.most)} in one request`,
          }))}
        />
      </Scroll>
    </details>
  );
}
