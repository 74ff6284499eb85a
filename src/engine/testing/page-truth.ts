import type { Model, RankedPage } from '../../recommender/contract';
import type { Run } from '../run/run';
import type { StageResult } from '../serving/stage-result';
import { type Computed, neighboursOf, Stages } from '../serving/stages';

/** Computes pages again from the database as it is, each from the ground up: an oracle beside the audit. */
export class PageTruth {
  readonly #stages: Stages;
  /** The lists of one model never change. */
  readonly #similar = new Map<number, StageResult<'similarities'>>();

  constructor(
    private readonly run: Run,
    model: Model,
  ) {
    const { store } = run;
    this.#stages = new Stages(store.offTheBooks(), store.facts, store.versions, () => model);
  }

  /** Compares a page with what the database would give now. Scores that differ by less than a thousandth are near. */
  shows(key: number, given: RankedPage): 'the same' | 'nearly the same' | 'something else' {
    const true_ = this.#page(key);
    const places = Math.max(given.ids.length, true_.ids.length);
    let near = false;
    for (let i = 0; i < places; i++) {
      if (given.ids[i] !== true_.ids[i] || given.priceCents[i] !== true_.priceCents[i])
        return 'something else';
      const away = Math.abs((given.scores[i] ?? 0) - (true_.scores[i] ?? 0));
      const because =
        given.reasons.kind[i] === true_.reasons.kind[i] && given.reasons.about[i] === true_.reasons.about[i];
      if (away > 0 || !because || given.stock[i] !== true_.stock[i]) near = true;
    }
    return near ? 'nearly the same' : 'the same';
  }

  #page(key: number): RankedPage {
    const page = this.run.keys.page(key);
    const weights =
      page.kind === 'product'
        ? undefined
        : this.#result('weights', page.shopper, this.#stages.weights(page.shopper));
    const parts = Array.from(neighboursOf(page, weights), (product) => {
      const known = this.#similar.get(product);
      if (known) return known;
      const result = this.#result('similarities', product, this.#stages.similarities(product));
      this.#similar.set(product, result);
      return result;
    });
    return this.#stages.rankings(page, weights, parts).value;
  }

  #result<S extends 'weights' | 'similarities'>(
    stage: S,
    key: number,
    computed: Computed<S>,
  ): StageResult<S> {
    const { value, facts, versions, queries, queriesInAll, missingParts } = computed;
    return {
      stage,
      key,
      value,
      facts,
      versions,
      queries,
      queriesInAll,
      missingParts,
      computedAt: 0,
      costMs: 0,
    };
  }
}
