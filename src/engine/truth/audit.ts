import type { Random } from '../../base/random';
import type { VirtualMs } from '../../base/units';
import type { Lease, Removal } from '../../cache/answer';
import type { Passage } from '../../store/versions';
import type { MemoCacheName, NeedlessCause } from '../contract/engine';
import type { AnyMade } from '../serving/made';
import { sameValues } from '../serving/same-values';
import { HiddenBook } from './hidden-book';
import type { HiddenWrongs } from './hidden-wrongs';
import { type Ending, InHand } from './in-hand';
import type { Recording } from './recording';
import type { Truth, TruthMeter } from './truth';
import { TruthBook } from './truth-book';

/**
 * What an answer from a cache was worth. One that is not fresh has missed a change, and was audited or not: only an
 * audit can tell a wrong answer from one that is merely stale, so what was not audited is called stale.
 */
export type Verdict =
  | { readonly truth: 'fresh' }
  | { readonly truth: 'stale' | 'wrong'; readonly audited: boolean; readonly missed: Passage }
  /** Wrong though it has missed no change: not an answer to what was asked, or changed since it was made. */
  | { readonly truth: 'wrong'; readonly audited: true; readonly missed: undefined };

const FRESH: Verdict = { truth: 'fresh' };

/**
 * Judges every answer of the memo caches and every recomputation, beside the run: it changes no counter but its own
 * findings, no cache and no virtual time, and draws from a generator of its own.
 */
export class Audit {
  readonly books: Readonly<Record<MemoCacheName, TruthBook>> = {
    similarities: new TruthBook(),
    weights: new TruthBook(),
    rankings: new TruthBook(),
  };
  /** Pages that were served wrong though they had missed no change. */
  readonly hiddenWrongs = new HiddenBook();
  readonly #inHand: Readonly<Record<MemoCacheName, InHand>> = {
    similarities: new InHand(),
    weights: new InHand(),
    rankings: new InHand(),
  };

  /** @param rate share of the answers that are not fresh which are audited, in percent. */
  constructor(
    private readonly truth: TruthMeter,
    private readonly rate: () => number,
    private readonly random: Random,
    private readonly now: () => VirtualMs,
    private readonly recording: Recording,
    private readonly hidden: HiddenWrongs,
  ) {}

  /** A cache answered with this value who asked for that key. */
  served(made: AnyMade, asked: number): Verdict {
    const verdict = this.#judge(made, asked);
    const { truth } = verdict;
    const byFacts = this.hidden.byFacts(made);
    const audited = truth === 'fresh' || verdict.audited;
    this.recording.note({ kind: 'served', made, truth, audited, byFacts });
    if (verdict.truth === 'fresh') return verdict;
    if (verdict.missed)
      this.books[made.stage].note(verdict, made, this.now(), () => this.hidden.shouldBe(made, asked));
    else {
      const [shown, should] = [this.hidden.shown(made), this.hidden.shouldBe(made, asked)];
      this.hiddenWrongs.note({ at: this.now(), asked, shown, should });
    }
    return verdict;
  }

  /**
   * A value was computed under a lease, and let in or not. Gives why it need not have been: the one in hand shows the
   * same; undefined when there was none or the new one differs.
   */
  computed(made: AnyMade, reason: Lease<number>['reason'], stored: boolean): NeedlessCause | undefined {
    const inHand = this.#inHand[made.stage];
    const before = inHand.of(made.key);
    if (stored) inHand.entered(made);
    const needless = before !== undefined && sameValues(before.made, made);
    this.recording.note({ kind: 'computed', made, stored, needless, byFacts: this.hidden.byFacts(made) });
    if (!needless) return undefined;
    const cause = causeOf(reason, before.ending);
    this.books[made.stage].needlessBy[cause]++;
    return cause;
  }

  /** What a value is worth to who would ask for that key now; nothing is counted. */
  truthOf(made: AnyMade, asked: number): Truth {
    if (this.hidden.byFacts(made)) return this.truth.of(made);
    if (this.hidden.isWrong(made, asked)) return 'wrong';
    return this.truth.isCurrent(made) ? 'fresh' : 'stale';
  }

  /** A value left its cache. */
  left(made: AnyMade, why: Removal): void {
    const last = this.#inHand[made.stage].left(made, why);
    this.recording.note({ kind: 'left', made, why, last });
  }

  #judge(made: AnyMade, asked: number): Verdict {
    const current = this.truth.isCurrent(made);
    const missed = current ? undefined : this.truth.firstMissed(made);
    if (!current && !missed)
      throw new Error(`${made.stage} ${made.key} is out of date and has missed nothing`);
    if (!this.hidden.byFacts(made)) {
      if (this.hidden.isWrong(made, asked)) return { truth: 'wrong', audited: true, missed };
      return missed ? { truth: 'stale', audited: true, missed } : FRESH;
    }
    if (!missed) return FRESH;
    // A number is drawn at every rate, so that a higher one audits all that a lower one would.
    const audited = 100 * this.random.next() < this.rate();
    return { truth: audited && this.truth.isWrong(made) ? 'wrong' : 'stale', audited, missed };
  }
}

function causeOf(reason: Lease<number>['reason'], ending: Ending): NeedlessCause {
  if (reason === 'early' || reason === 'refresh') return 'renewed';
  if (reason === 'expired' || reason === 'invalidated') return reason;
  switch (ending) {
    case 'expired':
    case 'invalidated':
      return ending;
    case 'cleared':
      return 'invalidated';
    case 'held':
    case 'replaced':
      return 'repeated';
  }
}
