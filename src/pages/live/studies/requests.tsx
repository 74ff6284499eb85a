import { useState } from 'react';
import type { TraceFilter } from '../../../engine/contract/engine';
import { formatClock, formatCount } from '../../../ui/format';
import parts from '../../parts/parts.module.css';
import { useSession } from '../../session/session-context';
import { useTraces } from '../../session/use-traces';
import { Filters } from './requests/filters';
import { RequestList } from './requests/request-list';
import { WholeRequest } from './requests/whole-request';

/** The recorded requests, narrowed by a filter, and the chosen one hop by hop. */
export default function Requests() {
  const run = useSession().use((state) => state.run);
  const [filter, setFilter] = useState<TraceFilter>({});
  // Requests are numbered anew in each run.
  return <OfOneRun key={run} filter={filter} onFilter={setFilter} />;
}

function OfOneRun({
  filter,
  onFilter,
}: {
  readonly filter: TraceFilter;
  readonly onFilter: (filter: TraceFilter) => void;
}) {
  const { playback } = useSession();
  const [chosen, setChosen] = useState<number>();
  const answered = useTraces(filter, chosen);
  const choose = (request: number) => {
    setChosen(request);
    void playback.pause();
  };
  if (!answered) return <p className={parts.empty}>Asking the engine…</p>;
  const { report } = answered;
  const { kept, mostKept, found, since, lines, reasons } = report;
  return (
    <>
      <Filters filter={filter} reasons={reasons} onChange={onFilter} />
      <p className={parts.hint} data-testid="requests-found" data-value={found}>
        {formatCount(found)} of {formatCount(kept)} recorded requests, since {formatClock(since)}
        {kept === mostKept && '; older ones are no longer kept'}
      </p>
      {lines.length > 0 ? (
        <RequestList lines={lines} chosen={chosen} onChoose={choose} />
      ) : (
        <p className={parts.empty}>
          {kept === 0
            ? 'No request has come since the recording began. Press play.'
            : 'No recorded request passes the filter.'}
        </p>
      )}
      {chosen !== undefined && (
        <WholeRequest
          request={chosen}
          // Until its report comes, the one of the choice before is here.
          trace={answered.chosen === chosen ? report.chosen : undefined}
          asked={answered.chosen !== chosen}
          onChoose={choose}
          onClose={() => setChosen(undefined)}
        />
      )}
    </>
  );
}
