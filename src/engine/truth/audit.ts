import type { Random } from '../../base/random';
import type { Saved } from '../../base/saved';
import type { VirtualMs } from '../../base/units';
import type { Lease, Removal } from '../../cache/answer';
import type { VersionChange } from '../../store/versions';
import {
  type HitTruth,
  type MemoCacheName,
  memoCacheNames,
  type NeedlessCause,
  type Outcome,
  type PageOutcome,
} from '../contract/engine';
import type { Settings } from '../contract/settings';
import { looksSame } from '../serving/looks-same';
import type { AnyStageResult } from '../serving/stage-result';
import type { Verdict } from '../serving/verdict';
import { HiddenBook } from './hidden-book';
import type { HiddenWrongs } from './hidden-wrongs';
import { type Ending, LastValues } from './last-values';
import type { Recording } from './recording';
import type { TruthMeter } from './truth';
import { TruthBook } from './truth-book';

const FRESH: Verdict = { truth: 'fresh', audited: false, missed: undefined };
const FRESH_AUDITED: Verdict = { truth: 'fresh', audited: true, missed: undefined };

/**
 * Judges every answer of the memo caches and every recomputation, beside the run: it changes no counter but its own
 * findings, no cache and no virtual time, and draws from a generator of its own.
 */
export class Audit implements Saved<ReturnType<Audit['save']>> {
  readonly books: Readonly<Record<MemoCacheName, TruthBook>> = {
    similarities: new TruthBook(),
    weights: new TruthBook(),
    rankings: new TruthBook(),
  };
  /** Pages that were served wrong though they had missed no change. */
  readonly hiddenWrongs = new HiddenBook();
  readonly #lastValues: Readonly<Record<MemoCacheName, LastValues>> = {
    similarities: new LastValues(),
    weights: new LastValues(),
    rankings: new LastValues(),
  };

  /** @param rates in percent: of the answers that may be wrong, and of the fresh ones, how many are audited. */
  constructor(
    private readonly truth: TruthMeter,
    private readonly rates: () => Pick<Settings, 'auditRate' | 'freshAuditRate'>,
    private readonly random: Random,
    private readonly now: () => VirtualMs,
    private readonly recording: Recording,
    private readonly hidden: HiddenWrongs,
    /** Draws which of the computed pages are audited. */
    private readonly ofPages: Random,
  ) {}

  /** Values that have left a cache and are remembered, and true values that are kept. */
  get kept(): { readonly departed: number; readonly true: number } {
    const departed = memoCacheNames.reduce((sum, name) => sum + this.#lastValues[name].departed, 0);
    return { departed, true: this.truth.kept + this.hidden.kept };
  }

  /** Judges a value with which a cache answered a request for that key. */
  served(result: AnyStageResult, asked: number): Verdict {
    const verdict = this.#judge(result, asked);
    const { truth, missed } = verdict;
    this.recording.note({ kind: 'served', result, truth, byFacts: this.hidden.byFacts(result) });
    if (missed)
      this.books[result.stage].note(truth, missed, result, this.now(), () => this.#shouldBe(result, asked));
    else if (truth === 'wrong' && result.missingParts === 0) {
      const [shown, should] = [this.hidden.shown(result), this.#shouldBe(result, asked)];
      this.hiddenWrongs.note({ at: this.now(), asked, shown, should });
    }
    return verdict;
  }

  /**
   * Tells what a shopper got. A page from the cache was judged as a hit; one that was just computed is judged now, since
   * its parts may be out of date, or a fact may have changed while it was computed. That draws from a generator of its
   * own, so that hits are audited as they would be without.
   */
  pageOutcome(outcome: Outcome, page: AnyStageResult | undefined, asked: number): PageOutcome {
    if (!page || outcome === 'error') return 'failed';
    if (outcome === 'degraded') return 'degraded';
    const computed = outcome === 'miss' || outcome === 'coalesced';
    const truth = computed ? this.#judge(page, asked, this.ofPages).truth : outcome;
    return truth === 'fresh' ? 'right' : truth;
  }

  /** Judges a value that was just computed without some of its parts, as a waiting request gets it. */
  degraded(result: AnyStageResult): 'right' | 'wrong' | 'unchecked' {
    if (!this.#draws(this.rates().auditRate)) return 'unchecked';
    return this.truth.isWrong(result) ? 'wrong' : 'right';
  }

  /**
   * A value was computed under a lease, and let in or not. Gives why it need not have been: the one in hand shows the
   * same; undefined when there was none or the new one differs.
   */
  computed(
    result: AnyStageResult,
    reason: Lease<number>['reason'],
    stored: boolean,
  ): NeedlessCause | undefined {
    const lastValues = this.#lastValues[result.stage];
    const before = lastValues.of(result.key);
    if (stored) lastValues.entered(result);
    const needless = before !== undefined && looksSame(before.result, result);
    this.recording.note({ kind: 'computed', result, stored, needless, byFacts: this.hidden.byFacts(result) });
    if (!needless) return undefined;
    const cause = causeOf(reason, before.ending);
    this.books[result.stage].needlessBy[cause]++;
    return cause;
  }

  /** Gives what a hit on a value would be worth to a request for that key now. It audits; nothing is counted. */
  truthOf(result: AnyStageResult, asked: number): HitTruth {
    if (this.#isWrong(result, asked)) return 'wrong';
    return this.truth.isCurrent(result) ? 'fresh' : 'stale';
  }

  /** A value left its cache. */
  left(result: AnyStageResult, why: Removal): void {
    const last = this.#lastValues[result.stage].left(result, why);
    this.recording.note({ kind: 'left', result, why, last });
  }

  save() {
    const { similarities, weights, rankings } = this.books;
    const lastValues = this.#lastValues;
    return {
      books: { similarities: similarities.save(), weights: weights.save(), rankings: rankings.save() },
      lastValues: {
        similarities: lastValues.similarities.save(),
        weights: lastValues.weights.save(),
        rankings: lastValues.rankings.save(),
      },
      hiddenWrongs: this.hiddenWrongs.save(),
      random: this.random.save(),
      ofPages: this.ofPages.save(),
    };
  }

  restore({ books, lastValues, hiddenWrongs, random, ofPages }: ReturnType<Audit['save']>): void {
    for (const name of memoCacheNames) {
      this.books[name].restore(books[name]);
      this.#lastValues[name].restore(lastValues[name]);
    }
    this.hiddenWrongs.restore(hiddenWrongs);
    this.random.restore(random);
    this.ofPages.restore(ofPages);
  }

  #judge(result: AnyStageResult, asked: number, random = this.random): Verdict {
    const missed = this.truth.isCurrent(result) ? undefined : this.#firstMissed(result);
    const mayBeWrong = missed !== undefined || result.missingParts > 0;
    const { auditRate, freshAuditRate } = this.rates();
    const drawn = this.#draws(mayBeWrong ? auditRate : freshAuditRate, random);
    if (!drawn && this.hidden.byFacts(result))
      return mayBeWrong ? { truth: 'unchecked', audited: false, missed } : FRESH;
    if (this.#isWrong(result, asked)) return { truth: 'wrong', audited: true, missed };
    return missed ? { truth: 'stale', audited: true, missed } : FRESH_AUDITED;
  }

  /** Draws a number at every rate, so that a higher one audits all that a lower one would. */
  #draws(rate: number, random = this.random): boolean {
    return 100 * random.next() < rate;
  }

  #firstMissed(result: AnyStageResult): VersionChange {
    const missed = this.truth.firstMissed(result);
    if (!missed) throw new Error(`${result.stage} ${result.key} is out of date and has missed nothing`);
    return missed;
  }

  #isWrong(result: AnyStageResult, asked: number): boolean {
    if (!this.hidden.byFacts(result)) return this.hidden.isWrong(result, asked);
    return result.key !== asked || this.truth.isWrong(result);
  }

  #shouldBe(result: AnyStageResult, asked: number): AnyStageResult {
    return this.hidden.shouldBe(result, asked);
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
