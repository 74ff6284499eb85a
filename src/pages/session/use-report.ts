import { useEffect, useState } from 'react';
import type { ReportName, Reports } from '../../engine/contract/engine';
import { useSession } from './session-context';

/**
 * Returns a report of the engine, updated twice a second while mounted; undefined before the first one. Throws when
 * the engine cannot give the report: the boundary around the study shows the error and retries.
 */
export function useReport<N extends ReportName>(name: N): Reports[N] | undefined {
  const session = useSession();
  // A new run: the report of the last one is no longer shown.
  const run = session.use((state) => state.run);
  const [held, setHeld] = useState<{ readonly run: number; readonly report: Reports[N] }>();
  const [failure, setFailure] = useState<Error>();
  useEffect(
    () => session.follow(name, (report) => setHeld({ run, report }), setFailure),
    [session, name, run],
  );
  if (failure) throw failure;
  return held?.run === run ? held.report : undefined;
}
