import { memoCacheNames, type TruthReport } from '../protocol';
import type { Run } from '../run';

/** What became of the hits of each memo cache when they were held against the store. */
export function truthReport(run: Run): TruthReport {
  return {
    caches: memoCacheNames.map((cache) => {
      const { fresh, stale, wrong } = run.figures.total(cache, run.layer.caches[cache].stats);
      return { cache, fresh, stale, wrong };
    }),
  };
}
