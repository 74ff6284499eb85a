import { useEffect, useState } from 'react';
import type { ReportName, Reports } from '../../engine/contract/engine';
import { useSession } from './session-context';

/**
 * A report as the engine has it now, twice a second while this is on the page; undefined until the first one is there.
 * Throws when the engine cannot give it: the boundary round the study says so and tries again.
 */
export function useReport<N extends ReportName>(name: N): Reports[N] | undefined {
  const session = useSession();
  // Another run: what the last one gave is not shown any more.
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
