import type { Evidence, MemoCacheName, RuleState } from '../../contract/engine';
import { memoCacheNames } from '../../contract/engine';
import type { Hop } from '../../serving/observer';
import type { ReplicaId } from '../../serving/request';
import type { AnyStageResult } from '../../serving/stage-result';
import { Book } from './book';
import { entryOf, type Probe, type ProbeDefinition, type Subject } from './probe';

/**
 * Looks at each entry's deadline when it comes in, and again wherever it is served. An entry that comes in after the
 * message about a change to its facts has missed its invalidation: it outlives what should have ended it.
 */
class Expiring implements Probe {
  readonly book: Book;
  #servedLate = 0;
  #outlived = 0;
  /** An entry without a deadline, so that not all have to be looked at to know that there is one. */
  #immortal:
    | { readonly replica: ReplicaId; readonly cache: MemoCacheName; readonly slot: number }
    | undefined;

  constructor(private readonly subject: Subject) {
    this.book = new Book(subject.now);
  }

  get state(): RuleState {
    if (this.#anyImmortal || this.book.failing(NO_DEADLINE)) return 'failing';
    return this.book.checks > 0 ? 'passing' : 'not yet known';
  }

  admitted(cache: MemoCacheName, slot: number, replica: ReplicaId): void {
    const { caches } = this.subject.layers.of(replica);
    if (caches[cache].deadlineAt(slot) !== Number.POSITIVE_INFINITY) return;
    this.#immortal = { replica, cache, slot };
    const key = caches[cache].valueAt(slot)?.key;
    this.book.check(false, () => NO_DEADLINE, key === undefined ? undefined : { cache, key });
  }

  stored(result: AnyStageResult, outdated: boolean): void {
    if (outdated) this.#outlived++;
    this.book.check(
      !outdated,
      () => 'written after its invalidation had come: it stays for a whole TTL',
      entryOf(result),
    );
  }

  hop({ request: { replica }, result, hit }: Hop): void {
    if (!result || !hit || hit.slot < 0) return;
    const { slot, late } = hit;
    const { caches } = this.subject.layers.of(replica);
    const past = this.subject.now() - caches[result.stage].deadlineAt(slot);
    if (late) this.#servedLate++;
    this.book.check(
      late || past < 0,
      () => `served ${Math.round(past)} ms past its deadline`,
      entryOf(result),
    );
  }

  evidence(): Evidence[] {
    const { entries, without, oldestMs } = this.#deadlines();
    return [
      { what: 'with-deadline', value: entries > 0 ? (entries - without) / entries : undefined },
      { what: 'oldest-entry', value: oldestMs },
      { what: 'served-late-as-asked', value: this.#servedLate },
      { what: 'written-after-invalidation', value: this.#outlived },
    ];
  }

  save() {
    return {
      book: this.book.save(),
      servedLate: this.#servedLate,
      outlived: this.#outlived,
      immortal: this.#immortal,
    };
  }

  restore({ book, servedLate, outlived, immortal }: ReturnType<Expiring['save']>): void {
    this.book.restore(book);
    this.#servedLate = servedLate;
    this.#outlived = outlived;
    this.#immortal = immortal;
  }

  /** Walks the entries only when the one that was known has gone, or has been given a deadline. */
  get #anyImmortal(): boolean {
    const known = this.#immortal;
    if (!known) return false;
    const cache = this.subject.layers.of(known.replica).caches[known.cache];
    const isThere =
      cache.valueAt(known.slot) !== undefined && cache.deadlineAt(known.slot) === Number.POSITIVE_INFINITY;
    return isThere || this.#deadlines().without > 0;
  }

  /** Walks all entries. */
  #deadlines(): { entries: number; without: number; oldestMs: number | undefined } {
    let entries = 0;
    let without = 0;
    let bornFirst = Number.POSITIVE_INFINITY;
    this.#immortal = undefined;
    this.subject.layers.all.forEach(({ caches }, replica) => {
      for (const name of memoCacheNames) {
        const cache = caches[name];
        entries += cache.size;
        cache.forEachSlot((slot) => {
          if (cache.deadlineAt(slot) === Number.POSITIVE_INFINITY) {
            without++;
            this.#immortal = { replica, cache: name, slot };
          }
          bornFirst = Math.min(bornFirst, cache.insertedAt(slot));
        });
      }
    });
    return { entries, without, oldestMs: entries > 0 ? this.subject.now() - bornFirst : undefined };
  }
}

const NO_DEADLINE = 'came in without a deadline';

export const expiring: ProbeDefinition = {
  name: 'expiring',
  rule: 'Every entry has a deadline, none is served past it unless that was asked for, and none is written after its invalidation.',
  begin: (subject) => new Expiring(subject),
};
