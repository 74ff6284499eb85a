import type { MemoCacheName } from '../contract/engine';
import type { StageResult } from '../serving/stage-result';
import type { Computed } from '../serving/stages';

/** Returns what should be as a result. It has no moment: when it was first computed depends on what is remembered. */
export function resultWithoutMoment<S extends MemoCacheName>(
  stage: S,
  key: number,
  { value, facts, versions, missingParts, queries, queriesInAll }: Computed<S>,
): StageResult<S> {
  return {
    stage,
    key,
    value,
    facts,
    versions,
    missingParts,
    queries,
    queriesInAll,
    computedAt: 0,
    costMs: 0,
  };
}
