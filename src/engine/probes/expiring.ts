import type { Evidence, MemoCacheName, RuleState } from '../protocol';
import { memoCacheNames } from '../protocol';
import { Book } from './book';
import { entryOf, type Probe, type ProbeDefinition, type ServedEntry, type Subject } from './probe';

/** Looks at each entry's deadline when it comes in, and again wherever it is served. */
class Expiring implements Probe {
  readonly book: Book;
  #servedLate = 0;
  /** Whether any entry ever came in without a deadline: only then it has to be looked for. */
  #immortals = false;

  constructor(private readonly subject: Subject) {
    this.book = new Book(subject.now);
  }

  get state(): RuleState {
    const [newest] = this.book.last;
    // An entry without a deadline is broken for as long as it is there, and no longer.
    if (this.#immortals && this.#deadlines().without > 0) return 'failing';
    if (this.book.failing && newest?.what !== NO_DEADLINE) return 'failing';
    return this.book.checks > 0 ? 'passing' : 'not yet known';
  }

  admitted(cache: MemoCacheName, slot: number): void {
    const { caches } = this.subject.layer;
    if (caches[cache].deadlineAt(slot) !== Number.POSITIVE_INFINITY) return;
    this.#immortals = true;
    const key = caches[cache].valueAt(slot)?.key;
    this.book.check(false, () => NO_DEADLINE, key === undefined ? undefined : { cache, key });
  }

  served({ made, slot, late }: ServedEntry): void {
    if (slot < 0) return;
    const past = this.subject.now() - this.subject.layer.caches[made.stage].deadlineAt(slot);
    if (late) this.#servedLate++;
    this.book.check(late || past < 0, () => `served ${Math.round(past)} ms past its deadline`, entryOf(made));
  }

  evidence(): Evidence[] {
    const { entries, without, oldestMs } = this.#deadlines();
    return [
      { what: 'with-deadline', value: entries > 0 ? (entries - without) / entries : undefined },
      { what: 'oldest-entry', value: oldestMs },
      { what: 'served-late-as-asked', value: this.#servedLate },
    ];
  }

  /** Walks all entries. */
  #deadlines(): { entries: number; without: number; oldestMs: number | undefined } {
    let entries = 0;
    let without = 0;
    let bornFirst = Number.POSITIVE_INFINITY;
    for (const name of memoCacheNames) {
      const cache = this.subject.layer.caches[name];
      entries += cache.size;
      cache.forEachSlot((slot) => {
        if (cache.deadlineAt(slot) === Number.POSITIVE_INFINITY) without++;
        bornFirst = Math.min(bornFirst, cache.insertedAt(slot));
      });
    }
    return { entries, without, oldestMs: entries > 0 ? this.subject.now() - bornFirst : undefined };
  }
}

const NO_DEADLINE = 'came in without a deadline';

export const expiring: ProbeDefinition = {
  name: 'expiring',
  rule: 'Every entry has a deadline, and none is served past it unless that was asked for.',
  begin: (subject) => new Expiring(subject),
};
