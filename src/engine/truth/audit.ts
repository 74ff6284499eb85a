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
import type { AnyMade } from '../serving/made';
import type { Verdict } from '../serving/verdict';
import { HiddenBook } from './hidden-book';
import type { HiddenWrongs } from './hidden-wrongs';
import { type Ending, InHand } from './in-hand';
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
  readonly #inHand: Readonly<Record<MemoCacheName, InHand>> = {
    similarities: new InHand(),
    weights: new InHand(),
    rankings: new InHand(),
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
    const departed = memoCacheNames.reduce((sum, name) => sum + this.#inHand[name].departed, 0);
    return { departed, true: this.truth.kept + this.hidden.kept };
  }

  /** Judges a value with which a cache answered a request for that key. */
  served(made: AnyMade, asked: number): Verdict {
    const verdict = this.#judge(made, asked);
    const { truth, missed } = verdict;
    this.recording.note({ kind: 'served', made, truth, byFacts: this.hidden.byFacts(made) });
    if (missed)
      this.books[made.stage].note(truth, missed, made, this.now(), () => this.#shouldBe(made, asked));
    else if (truth === 'wrong' && made.missingParts === 0) {
      const [shown, should] = [this.hidden.shown(made), this.#shouldBe(made, asked)];
      this.hiddenWrongs.note({ at: this.now(), asked, shown, should });
    }
    return verdict;
  }

  /**
   * Tells what a shopper got. A page from the cache was judged as a hit; one that was just computed is judged now, since
   * its parts may be out of date, or a fact may have changed while it was computed. That draws from a generator of its
   * own, so that hits are audited as they would be without.
   */
  pageOutcome(outcome: Outcome, page: AnyMade | undefined, asked: number): PageOutcome {
    if (!page || outcome === 'error') return 'failed';
    if (outcome === 'degraded') return 'degraded';
    const computed = outcome === 'miss' || outcome === 'coalesced';
    const truth = computed ? this.#judge(page, asked, this.ofPages).truth : outcome;
    return truth === 'fresh' ? 'right' : truth;
  }

  /** Judges a value that was just computed without some of its parts, as one of those who waited for it gets it. */
  degraded(made: AnyMade): 'right' | 'wrong' | 'unchecked' {
    if (!this.#draws(this.rates().auditRate)) return 'unchecked';
    return this.truth.isWrong(made) ? 'wrong' : 'right';
  }

  /**
   * A value was computed under a lease, and let in or not. Gives why it need not have been: the one in hand shows the
   * same; undefined when there was none or the new one differs.
   */
  computed(made: AnyMade, reason: Lease<number>['reason'], stored: boolean): NeedlessCause | undefined {
    const inHand = this.#inHand[made.stage];
    const before = inHand.of(made.key);
    if (stored) inHand.entered(made);
    const needless = before !== undefined && looksSame(before.made, made);
    this.recording.note({ kind: 'computed', made, stored, needless, byFacts: this.hidden.byFacts(made) });
    if (!needless) return undefined;
    const cause = causeOf(reason, before.ending);
    this.books[made.stage].needlessBy[cause]++;
    return cause;
  }

  /** Gives what a hit on a value would be worth to a request for that key now. It audits; nothing is counted. */
  truthOf(made: AnyMade, asked: number): HitTruth {
    if (this.#isWrong(made, asked)) return 'wrong';
    return this.truth.isCurrent(made) ? 'fresh' : 'stale';
  }

  /** A value left its cache. */
  left(made: AnyMade, why: Removal): void {
    const last = this.#inHand[made.stage].left(made, why);
    this.recording.note({ kind: 'left', made, why, last });
  }

  save() {
    const { similarities, weights, rankings } = this.books;
    const inHand = this.#inHand;
    return {
      books: { similarities: similarities.save(), weights: weights.save(), rankings: rankings.save() },
      inHand: {
        similarities: inHand.similarities.save(),
        weights: inHand.weights.save(),
        rankings: inHand.rankings.save(),
      },
      hiddenWrongs: this.hiddenWrongs.save(),
      random: this.random.save(),
      ofPages: this.ofPages.save(),
    };
  }

  restore({ books, inHand, hiddenWrongs, random, ofPages }: ReturnType<Audit['save']>): void {
    for (const name of memoCacheNames) {
      this.books[name].restore(books[name]);
      this.#inHand[name].restore(inHand[name]);
    }
    this.hiddenWrongs.restore(hiddenWrongs);
    this.random.restore(random);
    this.ofPages.restore(ofPages);
  }

  #judge(made: AnyMade, asked: number, random = this.random): Verdict {
    const missed = this.truth.isCurrent(made) ? undefined : this.#firstMissed(made);
    const mayBeWrong = missed !== undefined || made.missingParts > 0;
    const { auditRate, freshAuditRate } = this.rates();
    const drawn = this.#draws(mayBeWrong ? auditRate : freshAuditRate, random);
    if (!drawn && this.hidden.byFacts(made))
      return mayBeWrong ? { truth: 'unchecked', audited: false, missed } : FRESH;
    if (this.#isWrong(made, asked)) return { truth: 'wrong', audited: true, missed };
    return missed ? { truth: 'stale', audited: true, missed } : FRESH_AUDITED;
  }

  /** Draws a number at every rate, so that a higher one audits all that a lower one would. */
  #draws(rate: number, random = this.random): boolean {
    return 100 * random.next() < rate;
  }

  #firstMissed(made: AnyMade): VersionChange {
    const missed = this.truth.firstMissed(made);
    if (!missed) throw new Error(`${made.stage} ${made.key} is out of date and has missed nothing`);
    return missed;
  }

  #isWrong(made: AnyMade, asked: number): boolean {
    if (!this.hidden.byFacts(made)) return this.hidden.isWrong(made, asked);
    return made.key !== asked || this.truth.isWrong(made);
  }

  #shouldBe(made: AnyMade, asked: number): AnyMade {
    return this.hidden.shouldBe(made, asked);
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
