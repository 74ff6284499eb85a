import { useEffect, useState } from 'react';
import { useSession } from '../session/session-context';
import type { SessionState } from '../session/session-state';

/** Update interval of a panel out of view, wall milliseconds, so that it is current when it is scrolled into view. */
const UNSEEN_EVERY_MS = 1_000;

/**
 * Returns a part of the session's state for a panel, live while the panel is in view. Out of view it is updated once
 * a second: drawing invisible panels would take half of the page's time.
 * @param panel the id of the panel's element.
 * @param select gives the same object for the same state.
 */
export function useSeen<T>(panel: string, select: (state: SessionState) => T): T {
  const session = useSession();
  const [shown, setShown] = useState(() => select(session.use.getState()));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the panel fixes the selector
  useEffect(() => {
    let seen = true;
    let takenAt = 0;
    const take = () => {
      const now = performance.now();
      if (!seen && now - takenAt < UNSEEN_EVERY_MS) return;
      takenAt = now;
      setShown(() => select(session.use.getState()));
    };
    const watch = new IntersectionObserver((entries) => {
      seen = entries.at(-1)?.isIntersecting ?? true;
      take();
    });
    const element = document.getElementById(panel);
    if (element) watch.observe(element);
    const unsubscribe = session.use.subscribe(take);
    take();
    return () => {
      watch.disconnect();
      unsubscribe();
    };
  }, [session, panel]);
  return shown;
}
