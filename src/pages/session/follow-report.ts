import type { SessionParts } from './session-state';

/** A report is asked for at most so often, wall milliseconds. */
const REPORT_EVERY_MS = 500;

/**
 * Asks for a report again and again until the returned function is called: each time when the last one was drawn, never
 * in a hidden tab. A report that fails ends it and is told to `onFailure`, unless the engine is gone.
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
