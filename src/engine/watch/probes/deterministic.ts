import type { Evidence, MemoCacheName, RuleState } from '../../contract/engine';
import type { AnyMade, FactsRead } from '../../serving/made';
import { sameValues } from '../../serving/same-values';
import { Book } from './book';
import {
  type Execution,
  entryOf,
  type Probe,
  type ProbeDefinition,
  type Subject,
  sampledState,
} from './probe';

/** Of each stage one computation in so many is executed again, at once and later: about 6 % more computing. */
const EVERY = 32;

/**
 * Executes some computations again, over the same store and parts: at once, and once more at the next sample if the
 * facts are still what they were, since who reads a clock gives the same answer twice in the same moment.
 */
class Deterministic implements Probe {
  readonly book: Book;
  #later = 0;
  readonly #turn: Record<MemoCacheName, number> = { similarities: 0, weights: 0, rankings: 0 };
  /** The last sample of each stage. It is a copy of its own: what is done to the value in the cache is not its matter. */
  readonly #kept: Partial<Record<MemoCacheName, { readonly own: AnyMade; readonly execution: Execution }>> =
    {};

  constructor(private readonly subject: Subject) {
    this.book = new Book(subject.now);
  }

  get state(): RuleState {
    return sampledState(this.book);
  }

  computed(made: AnyMade, execution: Execution): void {
    const { stage } = made;
    if (this.#turn[stage]++ % EVERY !== 0) return;
    const own = this.#again(made, execution, 'at once');
    const before = this.#kept[stage];
    if (before && this.#isCurrent(before.own)) {
      this.#later++;
      this.#again(before.own, before.execution, 'later');
    }
    this.#kept[stage] = { own, execution };
  }

  evidence(): Evidence[] {
    return [
      { what: 'executed-again-at-once', value: this.book.checks - this.#later },
      { what: 'executed-again-later', value: this.#later },
    ];
  }

  #again(made: AnyMade, execution: Execution, when: string): AnyMade {
    const again = execution(this.subject.offTheBooks);
    this.book.check(
      sameFacts(made.facts, again.facts) && sameValues(made, again),
      () => `executed again ${when}, from the same facts, it gave something else`,
      entryOf(made),
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
  rule: 'Computed again from the same facts, a value is the same.',
  begin: (subject) => new Deterministic(subject),
};
