import { useEffect, useState } from 'react';
import type { TraceFilter, TracesReport } from '../../engine/contract/engine';
import { useSession } from './session-context';

/** Lines of the list. */
const MOST_LINES = 100;

/** A report, and the request that was asked for with it. */
interface AnsweredTraces {
  readonly report: TracesReport;
  readonly chosen: number | undefined;
}

/**
 * Returns the recorded requests that pass a filter, with one of them whole, updated twice a second and at once when the
 * ask changes; undefined before the first report. Requests are recorded while this is mounted. Throws when the engine
 * cannot give them: the boundary around the study shows the error and retries.
 * @param filter the same object until it changes
 */
export function useTraces(filter: TraceFilter, chosen: number | undefined): AnsweredTraces | undefined {
  const session = useSession();
  const [held, setHeld] = useState<AnsweredTraces>();
  const [failure, setFailure] = useState<Error>();
  useEffect(
    () =>
      session.followTraces(
        { filter, chosen, most: MOST_LINES },
        (report) => setHeld({ report, chosen }),
        setFailure,
      ),
    [session, filter, chosen],
  );
  useEffect(
    () => () => {
      // An engine that is gone records nothing.
      session.stopTraces().catch(() => {});
    },
    [session],
  );
  if (failure) throw failure;
  return held;
}
