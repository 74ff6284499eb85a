import { create } from 'zustand';
import type { Session } from '../session/session';
import type { SessionState } from '../session/session-state';

/** The figures as they stood before the last change of a setting; undefined when the last one is long past. */
type Before = Pick<SessionState, 'chart' | 'query'> | undefined;

/** For so long after a change the page says what it has moved, wall milliseconds. */
const SHOWN_MS = 10_000;

export const useBeforeChange = create<{ readonly before: Before }>(() => ({ before: undefined }));

/** Keeps the figures from before each change of a setting for a while. Returns a function that ends it. */
export function watchChanges({ use }: Pick<Session, 'use'>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = (before: Before) => {
    clearTimeout(timer);
    if (before) timer = setTimeout(() => keep(undefined), SHOWN_MS);
    useBeforeChange.setState({ before });
  };
  const stop = use.subscribe((now, then) => {
    // Figures of another run, cache or stretch of time are no measure.
    if (now.run !== then.run || now.tier !== then.tier || now.width !== then.width) keep(undefined);
    else if (now.settings !== then.settings) keep({ chart: then.chart, query: then.query });
  });
  return () => {
    stop();
    keep(undefined);
  };
}
