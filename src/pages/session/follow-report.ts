import type { SessionParts } from './session-state';

/** Least interval between two requests for a report, wall milliseconds. */
const REPORT_EVERY_MS = 500;

/**
 * Polls a report until the returned function is called: each time after the last one was drawn, never in a hidden tab.
 * A failed report ends the polling and is passed to `onFailure`, unless the engine is gone.
 */
export function followReport<R>(
  report: () => Promise<R>,
  afterDrawing: SessionParts['afterDrawing'],
  onReport: (report: R) => void,
  onFailure: (error: Error) => void,
): () => void {
  let followed = true;
  const ask = () => {
    report().then(
      (next) => {
        if (!followed) return;
        onReport(next);
        afterDrawing(REPORT_EVERY_MS, () => followed && ask());
      },
      (error: unknown) => {
        const gone = error instanceof Error && error.name === 'EngineGone';
        if (followed && !gone) onFailure(error instanceof Error ? error : new Error(String(error)));
      },
    );
  };
  ask();
  return () => {
    followed = false;
  };
}
