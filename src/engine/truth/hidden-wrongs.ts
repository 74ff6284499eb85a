import { keepNewest } from '../../base/keep-newest';
import type { PagePresentation } from '../serving/answer/page-presentation';
import { looksSame } from '../serving/looks-same';
import type { AnyStageResult, StageResult } from '../serving/stage-result';
import type { TruthMeter } from './truth';

/** True pages that are kept, those computed last: about 3 kB each. The next one is computed in under a millisecond. */
export const MOST_PAGES_KEPT = 2_000;

/**
 * Wrong pages whose facts are all current: another shopper's, one that was changed in the cache, one whose making read
 * the clock. Versions say nothing of these, so under a way that can give them every page from the cache is
 * compared with what its asker should be shown. Off the books, like every audit.
 */
export class HiddenWrongs {
  readonly #true = new Map<number, StageResult<'rankings'>>();

  constructor(
    private readonly truth: TruthMeter,
    private readonly presentation: PagePresentation,
  ) {}

  /** True pages that are kept now. */
  get kept(): number {
    return this.#true.size;
  }

  /** Whether the facts of a value say all about it. */
  byFacts(result: AnyStageResult): boolean {
    return result.stage !== 'rankings' || this.presentation.madeByFacts;
  }

  /** Returns whether a value differs from what a request for that key should get. */
  isWrong(result: AnyStageResult, asked: number): boolean {
    return !looksSame(this.shown(result), this.shouldBe(result, asked));
  }

  /** Returns what a request for that key should get instead of a value. */
  shouldBe(result: AnyStageResult, asked: number): AnyStageResult {
    return this.byFacts(result) ? this.truth.shouldBe(result) : this.presentation.withDeal(this.#page(asked));
  }

  shown(result: AnyStageResult): AnyStageResult {
    return result.stage === 'rankings' ? this.presentation.shown(result) : result;
  }

  #page(key: number): StageResult<'rankings'> {
    const known = this.#true.get(key);
    if (known && this.truth.isCurrent(known)) return known;
    const page = this.truth.page(key);
    keepNewest(this.#true, key, page, MOST_PAGES_KEPT);
    return page;
  }
}
