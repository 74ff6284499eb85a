import type { VirtualMs } from '../../base/units';
import type { MemoCacheName } from '../contract/engine';
import type { RunClock } from '../time/events';
import type { PageHabits } from './answer/page-habits';
import type { PageKeys } from './keys';
import type { AnyMade, Made } from './made';
import type { Computed, Stages } from './stages';

/** What a value is computed from beside the facts: its key, and of a page the parts that could be had. */
export interface Ingredients {
  readonly stage: MemoCacheName;
  readonly key: number;
  readonly weights: Made<'weights'> | undefined;
  readonly neighbours: readonly Made<'similarities'>[];
}

/** Runs a stage over its ingredients, and makes of what it computed the value that a memo cache holds. */
export class Maker {
  constructor(
    private readonly clock: RunClock,
    private readonly keys: PageKeys,
    private readonly habits: PageHabits,
  ) {}

  /** Computes, reading the facts as they are now. */
  compute({ stage, key, weights, neighbours }: Ingredients, stages: Stages): Computed<MemoCacheName> {
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
  made({ stage, key }: Ingredients, computed: Computed<MemoCacheName>, costMs: VirtualMs): AnyMade {
    const { value, facts, versions, missingParts, queries } = computed;
    const madeAt = this.clock.now;
    const made = { stage, key, value, facts, versions, missingParts, madeAt, costMs, queries } as AnyMade;
    return this.habits.made(made) as AnyMade;
  }

  /** Computes the same once more. */
  again(from: Ingredients, costMs: VirtualMs, stages: Stages): AnyMade {
    return this.made(from, this.compute(from, stages), costMs);
  }
}
