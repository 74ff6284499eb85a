import type { VirtualMs } from '../../base/units';
import type { MemoCacheName } from '../contract/engine';
import type { RunClock } from '../time/events';
import type { PagePresentation } from './answer/page-presentation';
import type { PageKeys } from './keys';
import type { AnyStageResult, StageResult } from './stage-result';
import type { Computed, Stages } from './stages';

/** What a value is computed from beside the facts: its key, and of a page the parts that could be had. */
export interface StageInputs {
  readonly stage: MemoCacheName;
  readonly key: number;
  readonly weights: StageResult<'weights'> | undefined;
  readonly neighbours: readonly StageResult<'similarities'>[];
}

/** Runs a stage over its inputs, and turns the computed value into the result that a memo cache holds. */
export class StageRunner {
  constructor(
    private readonly clock: RunClock,
    private readonly keys: PageKeys,
    private readonly presentation: PagePresentation,
  ) {}

  /** Computes, reading the facts as they are now. */
  compute({ stage, key, weights, neighbours }: StageInputs, stages: Stages): Computed<MemoCacheName> {
    switch (stage) {
      case 'similarities':
        return stages.similarities(key);
      case 'weights':
        return stages.weights(key);
      case 'rankings':
        return stages.rankings(this.keys.page(key), weights, neighbours);
    }
  }

  /** Gives the value as it enters its cache. */
  result({ stage, key }: StageInputs, computed: Computed<MemoCacheName>, costMs: VirtualMs): AnyStageResult {
    const { value, facts, versions, missingParts, queries, queriesInAll } = computed;
    const computedAt = this.clock.now;
    const result = {
      stage,
      key,
      value,
      facts,
      versions,
      missingParts,
      computedAt,
      costMs,
      queries,
      queriesInAll,
    } as AnyStageResult;
    return this.presentation.result(result) as AnyStageResult;
  }

  /** Computes the same once more. */
  again(from: StageInputs, costMs: VirtualMs, stages: Stages): AnyStageResult {
    return this.result(from, this.compute(from, stages), costMs);
  }
}
