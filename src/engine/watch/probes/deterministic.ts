import type { Evidence, MemoCacheName, RuleState } from '../../contract/engine';
import type { FactsRead } from '../../serving/facts-read';
import type { Execution, Hop } from '../../serving/observer';
import { sameValues } from '../../serving/same-values';
import type { AnyStageResult } from '../../serving/stage-result';
import type { StageInputs } from '../../serving/stage-runner';
import { Book } from './book';
import { entryOf, type Probe, type ProbeDefinition, type Subject, sampledState } from './probe';

/** Of each stage one computation in so many is executed again, at once and later: about 6 % more computing. */
const EVERY = 32;

/**
 * Holds that a memoized function is a function of its arguments and facts, in two ways. A hit whose facts are all current
 * must show what a recomputation shows: another shopper's page and a value that was changed after it was made do not.
 * And it executes some computations again, over the same store and parts: at once, and once more at the next sample if the
 * facts are still what they were, since a function that reads a clock gives the same answer twice at the same moment.
 */
class Deterministic implements Probe {
  readonly book: Book;
  #later = 0;
  #hits = 0;
  #hitsWrong = 0;
  readonly #turn: Record<MemoCacheName, number> = { similarities: 0, weights: 0, rankings: 0 };
  /** The last sample of each stage. It is a copy of its own: what is done to the value in the cache is not its matter. */
  #kept: Partial<Record<MemoCacheName, { readonly own: AnyStageResult; readonly from: StageInputs }>> = {};

  constructor(private readonly subject: Subject) {
    this.book = new Book(subject.now);
  }

  get state(): RuleState {
    return sampledState(this.book);
  }

  computed({ result, from }: Execution): void {
    const { stage } = result;
    if (this.#turn[stage]++ % EVERY !== 0) return;
    const own = this.#again(result, from, 'at once');
    const before = this.#kept[stage];
    if (before && this.#isCurrent(before.own)) {
      this.#later++;
      this.#again(before.own, before.from, 'later');
    }
    this.#kept[stage] = { own, from };
  }

  hop({ result, hit, key: asked }: Hop): void {
    // What was kept without its parts is known to be so: that is the matter of failure tolerance.
    if (!result || !hit?.verdict.audited || hit.verdict.missed || result.missingParts > 0) return;
    const wrong = hit.verdict.truth === 'wrong';
    this.#hits++;
    if (wrong) this.#hitsWrong++;
    const { keyText } = this.subject;
    const what = () =>
      result.key === asked
        ? 'served from the cache; recomputed from the same facts, it shows something else'
        : `served to a request for ${keyText(result.stage, asked)}`;
    this.book.check(!wrong, what, entryOf(result));
  }

  evidence(): Evidence[] {
    return [
      { what: 'executed-again-at-once', value: this.book.checks - this.#later - this.#hits },
      { what: 'executed-again-later', value: this.#later },
      { what: 'fresh-hits-recomputed', value: this.#hits },
      { what: 'fresh-hits-wrong', value: this.#hitsWrong },
    ];
  }

  save() {
    return {
      book: this.book.save(),
      later: this.#later,
      hits: this.#hits,
      hitsWrong: this.#hitsWrong,
      turn: { ...this.#turn },
      kept: { ...this.#kept },
    };
  }

  restore({ book, later, hits, hitsWrong, turn, kept }: ReturnType<Deterministic['save']>): void {
    this.book.restore(book);
    this.#later = later;
    this.#hits = hits;
    this.#hitsWrong = hitsWrong;
    Object.assign(this.#turn, turn);
    this.#kept = { ...kept };
  }

  #again(result: AnyStageResult, from: StageInputs, when: string): AnyStageResult {
    const again = this.subject.again(from, result.costMs);
    this.book.check(
      sameFacts(result.facts, again.facts) && sameValues(result, again),
      () => `executed again ${when}, from the same facts, it gave something else`,
      entryOf(result),
    );
    return again;
  }

  #isCurrent({ facts, versions }: FactsRead): boolean {
    const current = this.subject.store.versions;
    return facts.every((fact, i) => current[fact] === versions[i]);
  }
}

const sameFacts = (a: Int32Array, b: Int32Array): boolean =>
  a.length === b.length && a.every((fact, i) => fact === b[i]);

export const deterministic: ProbeDefinition = {
  name: 'deterministic',
  rule: 'From the same arguments and facts, a function gives the same: computed again, or served from the cache.',
  begin: (subject) => new Deterministic(subject),
};
