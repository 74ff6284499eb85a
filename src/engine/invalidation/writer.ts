import type { About } from '../../cache/memo';
import { timeOf } from '../serving/cost';
import type { ComputeParts } from '../serving/flight-parts';
import type { Memos } from '../serving/memos';
import type { AnyStageResult, StageResult } from '../serving/stage-result';
import type { StageInputs } from '../serving/stage-runner';
import { neighboursOf } from '../serving/stages';
import type { EntryName } from './names';

/**
 * Write-through: computes what a change makes of an entry and writes it into the cache. It runs on a machine of its own,
 * from the store alone: its queries and computations count, but take no core from a replica and no time from an answer.
 */
export class Writer {
  constructor(private readonly parts: ComputeParts) {}

  /** Makes the entry's value from what the store says now and puts it in the place of the old one. */
  write({ cache, key }: EntryName): void {
    switch (cache) {
      case 'similarities':
        this.#put(this.#similar(key));
        break;
      case 'weights':
        this.#put(this.#weights(key));
        break;
      case 'rankings':
        this.#put(this.#page(key));
    }
  }

  #put(result: AnyStageResult): void {
    const { stage, key, facts, costMs } = result;
    const { memos, observer, judge } = this.parts;
    const memo = memos[stage] as { put(key: number, value: AnyStageResult, about: About): number };
    const slot = memo.put(key, result, { tags: facts, costMs });
    if (slot >= 0) observer.stored(result, false);
    else observer.refused(result, 'does not fit');
    const needless = judge.computed(result, 'refresh', slot >= 0);
    if (needless) observer.needless(result, needless);
  }

  #similar = (product: number): StageResult<'similarities'> =>
    this.#result({ stage: 'similarities', key: product, ...noParts });

  #weights = (shopper: number): StageResult<'weights'> =>
    this.#result({ stage: 'weights', key: shopper, ...noParts });

  #page(key: number): StageResult<'rankings'> {
    const page = this.parts.keys.page(key);
    const weights = page.kind === 'product' ? undefined : this.#weights(page.shopper);
    const neighbours = Array.from(neighboursOf(page, weights), this.#similar);
    return this.#result({ stage: 'rankings', key, weights, neighbours });
  }

  #result<S extends keyof Memos>(from: StageInputs & { readonly stage: S }): StageResult<S> {
    const { stages, runner, observer, settings, measured } = this.parts;
    const computed = measured(() => runner.compute(from, stages), from.stage);
    const { queries, work, uses } = computed;
    const { storeMs, computeMs } = timeOf(queries, work, settings());
    const costMs = storeMs + computeMs;
    const result = runner.result(from, computed, costMs);
    observer.computed({ result, from, queries, work, uses, storeMs });
    return result as StageResult<S>;
  }
}

const noParts = { weights: undefined, neighbours: [] };
