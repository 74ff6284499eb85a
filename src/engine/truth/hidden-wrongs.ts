import { keepNewest } from '../../base/keep-newest';
import type { PageHabits } from '../serving/answer/page-habits';
import { looksSame } from '../serving/looks-same';
import type { AnyMade, Made } from '../serving/made';
import type { TruthMeter } from './truth';

/** True pages that are kept, those computed last: about 3 kB each. The next one is computed in under a millisecond. */
export const MOST_PAGES_KEPT = 2_000;

/**
 * Wrong pages whose facts are all current: another shopper's, one that was changed in the cache, one whose making read
 * the clock. Versions say nothing of these, so under a way that can give them every page from the cache is
 * compared with what its asker should be shown. Off the books, like every audit.
 */
export class HiddenWrongs {
  readonly #true = new Map<number, Made<'rankings'>>();

  constructor(
    private readonly truth: TruthMeter,
    private readonly habits: PageHabits,
  ) {}

  /** True pages that are kept now. */
  get kept(): number {
    return this.#true.size;
  }

  /** Whether the facts of a value say all about it. */
  byFacts(made: AnyMade): boolean {
    return made.stage !== 'rankings' || this.habits.madeByFacts;
  }

  /** Whether a value is not what who asked for that key should be shown. */
  isWrong(made: AnyMade, asked: number): boolean {
    return !looksSame(this.shown(made), this.shouldBe(made, asked));
  }

  /** What who asked for that key should be shown in the place of a value. */
  shouldBe(made: AnyMade, asked: number): AnyMade {
    return this.byFacts(made) ? this.truth.shouldBe(made) : this.habits.withDeal(this.#page(asked));
  }

  shown(made: AnyMade): AnyMade {
    return made.stage === 'rankings' ? this.habits.shown(made) : made;
  }

  #page(key: number): Made<'rankings'> {
    const known = this.#true.get(key);
    if (known && this.truth.isCurrent(known)) return known;
    const page = this.truth.page(key);
    keepNewest(this.#true, key, page, MOST_PAGES_KEPT);
    return page;
  }
}
