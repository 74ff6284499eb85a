import { useState } from 'react';
import { memoCacheNames, type ReachReport } from '../../../engine/contract/engine';
import { formatBytes, formatCount } from '../../../ui/format';
import parts from '../../parts/parts.module.css';
import { Term } from '../../parts/term';
import { useReport } from '../../session/use-report';
import { ChangeTable } from './invalidation/change-table';
import { ConcernedEntries } from './invalidation/concerned-entries';
import classes from './invalidation/invalidation.module.css';
import { ReachGraph } from './invalidation/reach-graph';
import { StrategyTotals } from './invalidation/strategy-totals';
import study from './study.module.css';

/** What each change did to the memo caches: entries its message reached, missed, and reached although still correct. */
export default function Invalidation() {
  const report = useReport('reach');
  const [chosen, setChosen] = useState<number>();
  const [present] = report?.strategies ?? [];
  if (!report || !present) return <p className={parts.empty}>Asking the engine…</p>;
  const change = report.changes.find(({ sequence }) => sequence === chosen);
  return (
    <div className={study.halves}>
      <ReachGraph strategy={present} last={report.changes[0]} />
      <div>
        <StrategyTotals strategies={report.strategies} />
        <Leftovers report={report} />
      </div>
      <div className={classes.wide}>
        <ChangeTable changes={report.changes} chosen={chosen} onChoose={setChosen} />
        {change ? (
          <ConcernedEntries change={change} />
        ) : (
          <p className={parts.hint}>
            {chosen === undefined
              ? 'Choose a change to see the entries that it concerned.'
              : 'The engine no longer remembers the change that was chosen.'}
          </p>
        )}
      </div>
    </div>
  );
}

/** What a strategy leaves behind: entries that no lookup finds, and pending work. */
function Leftovers({ report: { garbage, waiting } }: { readonly report: ReachReport }) {
  const entries = memoCacheNames.reduce((sum, name) => sum + garbage[name].entries, 0);
  const bytes = memoCacheNames.reduce((sum, name) => sum + garbage[name].bytes, 0);
  return (
    <p className={parts.hint}>
      <Term id="reach-garbage" />:{' '}
      <b data-figure="reach-garbage" data-value={entries}>
        {formatCount(entries)}
      </b>{' '}
      entries, {formatBytes(bytes)}. Waiting to be recomputed: <b>{formatCount(waiting)}</b>.
    </p>
  );
}
