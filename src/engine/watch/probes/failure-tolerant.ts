import type { Evidence, RuleState } from '../../contract/engine';
import type { Arrival } from '../../serving/arrival';
import { Book } from './book';
import type { Probe, ProbeDefinition, Subject } from './probe';

/**
 * Looks, whenever a page request ends without an answer, whether the cache held one that it might have given: one that
 * was alive, or dead for not longer than stale-if-error allows. How many were answered in a drill, and how old the
 * answers were, is the drills' own record.
 */
class FailureTolerant implements Probe {
  readonly book: Book;
  #unanswered = 0;

  constructor(private readonly subject: Subject) {
    this.book = new Book(subject.now);
  }

  get state(): RuleState {
    if (this.book.failing()) return 'failing';
    return this.subject.exercises.anyEnded ? 'passing' : 'not yet known';
  }

  ended(key: number, { page, reason, spent }: Arrival): void {
    const { exercises, now } = this.subject;
    exercises.ended(page && now() - page.madeAt, now() - spent.startedAt);
    if (page) return;
    this.#unanswered++;
    const holds = !this.#held(key, spent.startedAt, reason);
    this.book.check(holds, () => `not answered (${reason}) though the cache held an answer`, {
      cache: 'rankings',
      key,
    });
  }

  evidence(): Evidence[] {
    return [
      { what: 'unanswered', value: this.#unanswered },
      { what: 'unanswered-held', value: this.book.violations },
    ];
  }

  /** Whether the cache has held, ever since it was asked for, an answer that it might give. */
  #held(key: number, askedAt: number, reason: string): boolean {
    const { layer, settings, now } = this.subject;
    const cache = layer.caches.rankings;
    const slot = cache.heldSlotOf(layer.keyOf('rankings', key));
    if (slot < 0) return false;
    const { staleIfError } = settings();
    // Who has waited too long has met no error: that is what the soft limit is for.
    const graceMs = staleIfError === 'off' || reason === 'timeout' ? 0 : staleIfError;
    return cache.insertedAt(slot) < askedAt && now() - cache.deadlineAt(slot) < graceMs;
  }
}

export const failureTolerant: ProbeDefinition = {
  name: 'failure-tolerant',
  rule: 'When the store or the computing fails, whoever a cache can answer is answered.',
  begin: (subject) => new FailureTolerant(subject),
};
