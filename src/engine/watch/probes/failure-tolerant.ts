import type { Evidence, MemoCacheName, RuleState } from '../../contract/engine';
import type { Arrival } from '../../serving/arrival';
import type { ReplicaId, Request } from '../../serving/request';
import type { AnyStageResult } from '../../serving/stage-result';
import { Book } from './book';
import { entryOf, type Probe, type ProbeDefinition, type Subject } from './probe';

/**
 * Looks, whenever a page request ends without an answer, whether the cache held one that it might have given: one that
 * was alive, or dead for not longer than stale-if-error allows. And whether a page that was computed without some of its
 * parts is kept for longer than is asked for: then a short failure is shown for a whole TTL. How many were answered in a
 * drill, and how old the answers were, is the drills' own record.
 */
class FailureTolerant implements Probe {
  readonly book: Book;
  #unanswered = 0;
  #unansweredHeld = 0;
  #degraded = 0;
  #keptDegraded = 0;

  constructor(private readonly subject: Subject) {
    this.book = new Book(subject.now);
  }

  get state(): RuleState {
    if (this.book.failing()) return 'failing';
    return this.subject.drillRecords.anyEnded ? 'passing' : 'not yet known';
  }

  admitted(name: MemoCacheName, slot: number, replica: ReplicaId): void {
    const cache = this.subject.layers.of(replica).caches[name];
    const result: AnyStageResult | undefined = cache.valueAt(slot);
    if (!result || result.missingParts === 0) return;
    this.#keptDegraded++;
    const { keepDegraded } = this.subject.settings();
    const keptMs = cache.deadlineAt(slot) - cache.insertedAt(slot);
    const holds = keepDegraded !== 'off' && keptMs <= keepDegraded;
    this.book.check(
      holds,
      () => `kept as if it were complete, without ${result.missingParts} of its inputs`,
      entryOf(result),
    );
  }

  ended({ request, page, outcome, reason }: Arrival): void {
    if (outcome === 'degraded') this.#degraded++;
    if (page) return;
    const { key } = request;
    this.#unanswered++;
    const holds = !this.#held(request, reason);
    if (!holds) this.#unansweredHeld++;
    this.book.check(holds, () => `not answered (${reason}) though the cache held an answer`, {
      cache: 'rankings',
      key,
    });
  }

  evidence(): Evidence[] {
    return [
      { what: 'unanswered', value: this.#unanswered },
      { what: 'unanswered-held', value: this.#unansweredHeld },
      { what: 'answered-degraded', value: this.#degraded },
      { what: 'kept-degraded', value: this.#keptDegraded },
    ];
  }

  save() {
    return {
      book: this.book.save(),
      unanswered: this.#unanswered,
      unansweredHeld: this.#unansweredHeld,
      degraded: this.#degraded,
      keptDegraded: this.#keptDegraded,
    };
  }

  restore(saved: ReturnType<FailureTolerant['save']>): void {
    this.book.restore(saved.book);
    this.#unanswered = saved.unanswered;
    this.#unansweredHeld = saved.unansweredHeld;
    this.#degraded = saved.degraded;
    this.#keptDegraded = saved.keptDegraded;
  }

  /** Whether the cache of the replica has held, ever since the request began, an answer that it might give. */
  #held({ replica, key, startedAt }: Request, reason: string): boolean {
    const { layers, settings, now } = this.subject;
    const layer = layers.of(replica);
    const cache = layer.caches.rankings;
    const slot = cache.heldSlotOf(layer.keyOf('rankings', key));
    if (slot < 0) return false;
    const { staleIfError } = settings();
    // A request that has waited too long has met no error: that is the purpose of the soft limit.
    const graceMs = staleIfError === 'off' || reason === 'timeout' ? 0 : staleIfError;
    return cache.insertedAt(slot) < startedAt && now() - cache.deadlineAt(slot) < graceMs;
  }
}

export const failureTolerant: ProbeDefinition = {
  name: 'failure-tolerant',
  rule: 'When the store or the computing fails, what a cache can answer is answered, and no incomplete page is kept as a whole one.',
  begin: (subject) => new FailureTolerant(subject),
};
