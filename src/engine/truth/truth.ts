import { keepNewest } from '../../base/keep-newest';
import type { Model } from '../../recommender/contract';
import type { Store } from '../../store/facts';
import type { VersionChange } from '../../store/versions';
import type { HitTruth } from '../contract/engine';
import type { FactsRead } from '../serving/facts-read';
import type { PageKeys } from '../serving/keys';
import { looksSame } from '../serving/looks-same';
import type { AnyStageResult, StageResult } from '../serving/stage-result';
import { neighboursOf, Stages } from '../serving/stages';
import { resultWithoutMoment } from './result-without-moment';

/** Weights that are kept for the audit, those computed last: about 1 kB each. */
export const MOST_WEIGHTS_KEPT = 2_000;

/** What an audit found of a held value. */
interface KnownVerdict {
  readonly wrong: boolean;
  /** What the value should be was computed from these: the verdict is good while they stay as they are. */
  readonly on: FactsRead;
  /** What the value should be; undefined in a restored run, until it is asked for. */
  readonly should: AnyStageResult | undefined;
}

/**
 * Holds values against the current store. It recomputes off the books: it changes no counter, no cache and no virtual
 * time.
 */
export class TruthMeter {
  readonly #stages: Stages;
  /** Similarities of the current model; emptied when a new one comes. */
  readonly #similar = new Map<number, StageResult<'similarities'>>();
  #similarModel: Model | undefined;
  /** By held value. */
  readonly #verdicts = new WeakMap<AnyStageResult, KnownVerdict>();
  /** Current weights by shopper, kept like the verdicts. */
  readonly #weights = new Map<number, StageResult<'weights'>>();

  constructor(
    private readonly store: Store,
    private readonly keys: PageKeys,
    private readonly model: () => Model,
  ) {
    this.#stages = new Stages(store.offTheBooks(), store.facts, store.versions, model);
  }

  /** True values that are kept: lists of similar products, at most one a product, and weights. */
  get kept(): number {
    return this.#similar.size + this.#weights.size;
  }

  /** Gives what a hit on a value would be worth, as far as it is known without an audit. */
  glance(result: AnyStageResult): HitTruth {
    const current = this.isCurrent(result);
    if (current && result.missingParts === 0) return 'fresh';
    const known = this.#known(result);
    if (!known) return 'unchecked';
    if (known.wrong) return 'wrong';
    return current ? 'fresh' : 'stale';
  }

  /**
   * The verdict that decides what a glance at a value gives, with the facts that it rests on; undefined when there is
   * none, and when the value is fresh at a glance.
   */
  verdictAtAGlance(
    result: AnyStageResult,
  ): { readonly wrong: boolean; readonly facts: Int32Array } | undefined {
    // First, since most values have none.
    const known = this.#known(result);
    if (!known || (this.isCurrent(result) && result.missingParts === 0)) return undefined;
    return { wrong: known.wrong, facts: known.on.facts };
  }

  /** Takes over a verdict that rests on these facts, in their present versions. */
  learn(held: AnyStageResult, wrong: boolean, facts: Int32Array): void {
    const versions = facts.map((fact) => this.store.versions[fact] as number);
    this.#verdicts.set(held, { wrong, on: { facts, versions }, should: undefined });
  }

  /** The first change that these versions miss: when it came and of what kind; undefined if they are current. */
  firstMissed({ facts, versions }: FactsRead): VersionChange | undefined {
    let first: VersionChange | undefined;
    for (let i = 0; i < facts.length; i++) {
      const changed = this.store.changedAfter(facts[i] as number, versions[i] as number);
      if (changed !== undefined && (first === undefined || changed.at < first.at)) first = changed;
    }
    return first;
  }

  /** Facts that have changed since a value was made. */
  changedFacts({ facts, versions }: FactsRead): number[] {
    return [...facts].filter((fact, i) => this.store.versions[fact] !== versions[i]);
  }

  /** The answer that a page should have now. */
  page(key: number): StageResult<'rankings'> {
    const page = this.keys.page(key);
    const weights = page.kind === 'product' ? undefined : this.#currentWeights(page.shopper);
    const parts = Array.from(neighboursOf(page, weights), (product) => this.#currentSimilar(product));
    return resultWithoutMoment('rankings', key, this.#stages.rankings(page, weights, parts));
  }

  /** Whether every fact still has the version in which it was read. */
  isCurrent({ facts, versions }: FactsRead): boolean {
    const current = this.store.versions;
    for (let i = 0; i < facts.length; i++) if (current[facts[i] as number] !== versions[i]) return false;
    return true;
  }

  /** Whether the shopper would see a different answer now. Recomputes it, unless that is known already. */
  isWrong(held: AnyStageResult): boolean {
    return this.#verdict(held).wrong;
  }

  /** What a value should be now. */
  shouldBe(held: AnyStageResult): AnyStageResult {
    return this.#verdict(held).should ?? this.#audit(held).should;
  }

  #verdict(held: AnyStageResult): KnownVerdict {
    return this.#known(held) ?? this.#audit(held);
  }

  /** The verdict of an audit, if nothing has changed since. */
  #known(held: AnyStageResult): KnownVerdict | undefined {
    const known = this.#verdicts.get(held);
    return known && this.isCurrent(known.on) ? known : undefined;
  }

  #audit(held: AnyStageResult): KnownVerdict & { readonly should: AnyStageResult } {
    const should = this.#current(held);
    const verdict = { wrong: !looksSame(held, should), on: should, should };
    this.#verdicts.set(held, verdict);
    return verdict;
  }

  #current(held: AnyStageResult): AnyStageResult {
    switch (held.stage) {
      case 'similarities':
        return this.#currentSimilar(held.key);
      case 'weights':
        return this.#currentWeights(held.key);
      case 'rankings':
        return this.page(held.key);
    }
  }

  #currentSimilar(product: number): StageResult<'similarities'> {
    const model = this.model();
    if (model !== this.#similarModel) {
      this.#similar.clear();
      this.#similarModel = model;
    }
    const known = this.#similar.get(product);
    if (known) return known;
    const result = resultWithoutMoment('similarities', product, this.#stages.similarities(product));
    this.#similar.set(product, result);
    return result;
  }

  #currentWeights(shopper: number): StageResult<'weights'> {
    const known = this.#weights.get(shopper);
    if (known && this.isCurrent(known)) return known;
    const result = resultWithoutMoment('weights', shopper, this.#stages.weights(shopper));
    keepNewest(this.#weights, shopper, result, MOST_WEIGHTS_KEPT);
    return result;
  }
}
