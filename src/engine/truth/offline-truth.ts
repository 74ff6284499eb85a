import type { Model } from '../../recommender/contract';
import type { FactChange } from '../../store/changes';
import type { Store } from '../../store/facts';
import type { MemoCacheName } from '../contract/engine';
import type { FactsRead } from '../serving/facts-read';
import type { PageKeys } from '../serving/keys';
import type { AnyStageResult, StageResult } from '../serving/stage-result';
import { neighboursOf, Stages } from '../serving/stages';
import type { Recorded } from './recording';
import { resultWithoutMoment } from './result-without-moment';

/** Values that are kept; beyond it all are forgotten. */
const MOST_KNOWN = 5_000;

/**
 * The true values at successive moments of a recorded run: a store of its own receives the recorded changes and nothing
 * else. Each value is computed from the facts, without a cache.
 */
export class OfflineTruth {
  /** Counted from the recorded changes, not read from a store. */
  readonly #versions: Int32Array;
  readonly #stages: Stages;
  #model: Model;
  readonly #known = new Map<string, AnyStageResult>();
  #applied = 0;

  /** @param store of the same shop as the recorded run's; it is put to the recording's beginning. */
  constructor(
    private readonly store: Store,
    private readonly recorded: Recorded,
    private readonly keys: PageKeys,
  ) {
    if (recorded.base) store.restore(recorded.base);
    else store.reset();
    this.#versions = store.versions.slice();
    this.#model = this.#modelOf(this.#versions[store.facts.model] ?? 0);
    this.#stages = new Stages(store.offTheBooks(), store.facts, store.versions, () => this.#model);
  }

  /** Number of changes not applied yet. */
  get left(): number {
    return this.recorded.changes.length - this.#applied;
  }

  /** Applies the next change if its feed number is at most `until`. Returns whether there was one. */
  applyNext(until: number): boolean {
    const change = this.recorded.changes[this.#applied];
    if (!change || change.sequence > until) return false;
    this.#applied++;
    this.#write(change);
    const version = (this.#versions[change.fact] ?? 0) + 1;
    if (version !== change.version)
      throw new Error(`Fact ${change.fact} came to version ${version}; the run had ${change.version}`);
    this.#versions[change.fact] = version;
    return true;
  }

  /** Whether every fact still has the version in which it was read. */
  isCurrent({ facts, versions }: FactsRead): boolean {
    return facts.every((fact, i) => this.#versions[fact] === versions[i]);
  }

  /** What a value should be now. One that was computed before is given again while its facts have not changed. */
  shouldBe({ stage, key }: AnyStageResult): AnyStageResult {
    const name = `${stage} ${key}`;
    const known = this.#known.get(name);
    if (known && this.isCurrent(known)) return known;
    const should = this.#compute(stage, key);
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.set(name, should);
    return should;
  }

  #compute(stage: MemoCacheName, key: number): AnyStageResult {
    switch (stage) {
      case 'similarities':
        return this.#similar(key);
      case 'weights':
        return this.#weights(key);
      case 'rankings':
        return this.page(key);
    }
  }

  page(key: number): StageResult<'rankings'> {
    const page = this.keys.page(key);
    const weights = page.kind === 'product' ? undefined : this.#weights(page.shopper);
    const parts = Array.from(neighboursOf(page, weights), (product) => this.#similar(product));
    return resultWithoutMoment('rankings', key, this.#stages.rankings(page, weights, parts));
  }

  #similar = (product: number) =>
    resultWithoutMoment('similarities', product, this.#stages.similarities(product));
  #weights = (shopper: number) => resultWithoutMoment('weights', shopper, this.#stages.weights(shopper));

  #write(change: FactChange): void {
    const { store } = this;
    const done = (() => {
      switch (change.kind) {
        case 'price':
          return store.setPrice(change.product, change.to, change.at);
        case 'profile':
          return store.setProfile(change.shopper, change.to, change.at);
        case 'purchase':
          return store.purchase(change.shopper, change.product, change.quantity, change.at);
        case 'stock':
          // It was written with the purchase that took it.
          return undefined;
        case 'model':
          this.#model = this.#modelOf(change.version);
          return store.recordModel(change.name, change.at);
      }
    })();
    if (done && !done.ok) throw new Error(`A recorded change was refused: ${done.problem.what}`);
  }

  #modelOf(version: number): Model {
    const model = this.recorded.models.get(version);
    if (!model) throw new Error(`The recording has no model of version ${version}`);
    return model;
  }
}
