import type { Answer, Lease, MissReason } from './answer';
import type { Cache } from './cache';
import { NONE } from './policy';

export interface MemoOptions {
  /** Equal misses at the same time wait for one computation. */
  readonly singleFlight: boolean;
}

/** What a computed value brings along. */
export interface About {
  readonly tags?: ArrayLike<number>;
  readonly ttlMs?: number | 'never';
  /** Left out: from the lease's start to its end, on the cache's clock. */
  readonly costMs?: number;
}

/** Answers by status and reason, e.g. `miss: expired`. Their sum is `requests`. */
export type AnswerKind = {
  [S in Answer<
    unknown,
    unknown
  >['status']]: `${S}: ${Extract<Answer<unknown, unknown>, { status: S }>['reason']}`;
}[Answer<unknown, unknown>['status']];

export interface MemoCounters {
  requests: number;
  /** Computations that were begun, ended with a value, ended with an error. */
  started: number;
  fulfilled: number;
  failed: number;
  /** Values that came too late to be stored: what they were made from had changed. */
  revoked: number;
  readonly answers: { [kind in AnswerKind]?: number };
}

class MemoLease<K> implements Lease<K> {
  revoked = false;
  ended = false;
  /** Another running lease for the same key, without single-flight. */
  sibling: MemoLease<K> | undefined;
  tags: ArrayLike<number> | undefined;

  constructor(
    readonly key: K,
    readonly startedAt: number,
    readonly reason: MissReason | 'refresh',
    /** The cache's invalidations when it began. */
    readonly moment: number,
  ) {}
}

/**
 * The core of `memoize`, without promises: who asks is told what to do, and says later what came of it. So the engine
 * can drive it in virtual time and a promise shell in real time.
 */
export class Memo<K, V> {
  readonly counters: MemoCounters = {
    requests: 0,
    started: 0,
    fulfilled: 0,
    failed: 0,
    revoked: 0,
    answers: {},
  };
  readonly #clock: () => number;
  readonly #running = new Map<unknown, MemoLease<K>>();
  #options: MemoOptions;

  constructor(
    readonly cache: Cache<K, V>,
    options: MemoOptions,
  ) {
    this.#clock = cache.clock;
    this.#options = options;
    cache.rememberDepartures();
  }

  get options(): MemoOptions {
    return this.#options;
  }

  reconfigure(change: Partial<MemoOptions>): void {
    this.#options = { ...this.#options, ...change };
  }

  /** Computations that are under way. */
  get inFlight(): number {
    let count = 0;
    for (const first of this.#running.values())
      for (let lease: MemoLease<K> | undefined = first; lease; lease = lease.sibling) count++;
    return count;
  }

  /**
   * Asks for a key. A `miss` comes with a lease: the right and the duty to make the value and to say so with `fulfil`
   * or `fail`. With `coalesced` somebody else has the lease: wait for its end.
   */
  ask(key: K): Answer<K, V> {
    const { cache } = this;
    const slot = cache.find(key);
    if (slot !== NONE && !cache.isDead(slot)) {
      cache.countHit(slot);
      return this.#counted({ status: 'hit', reason: 'fresh', value: cache.valueAt(slot) as V, slot });
    }
    const running = this.#options.singleFlight ? this.#running.get(cache.identOf(key)) : undefined;
    if (running) {
      cache.countCoalesced(key);
      return this.#counted({ status: 'coalesced', reason: 'in-flight', lease: running });
    }
    const reason = slot === NONE ? cache.whyMissing() : 'expired';
    cache.countMiss(key, reason);
    return this.#counted({ status: 'miss', reason, lease: this.#begin(key, reason) });
  }

  /** Says what the value will be made from, as soon as that is known: then an invalidation revokes the lease at once. */
  declare(lease: Lease<K>, tags: ArrayLike<number>): void {
    const own = this.#own(lease);
    own.tags = tags;
    if (this.cache.invalidatedSince(own.moment, tags)) this.#revoke(own);
  }

  /**
   * Ends a lease with a value. The slot it was stored in; -1 when it was not: the cache refused it, or what it was
   * made from was invalidated meanwhile (a stale set). Who waits gets the value all the same.
   */
  fulfil(lease: Lease<K>, value: V, about: About = {}): number {
    const own = this.#own(lease);
    if (!own.revoked && this.cache.invalidatedSince(own.moment, about.tags)) own.revoked = true;
    this.#end(own);
    this.counters.fulfilled++;
    if (own.revoked) {
      this.counters.revoked++;
      this.cache.refuse(own.key, 'revoked');
      return NONE;
    }
    return this.cache.set(own.key, value, { costMs: this.#clock() - own.startedAt, ...about });
  }

  /** Ends a lease without a value. */
  fail(lease: Lease<K>, _error: unknown): void {
    this.#end(this.#own(lease));
    this.counters.failed++;
    this.cache.noteFailure(lease.key);
  }

  /** The key's entry leaves, and a value of it that is being made will not be stored. */
  invalidateKey(key: K): boolean {
    const ident = this.cache.identOf(key);
    for (let lease = this.#running.get(ident); lease; lease = lease.sibling) lease.revoked = true;
    this.#running.delete(ident);
    return this.cache.delete(key);
  }

  /** As `Cache.invalidateTag`; values being made from what the tag stands for will not be stored. */
  invalidateTag(tag: number): number {
    const left = this.cache.invalidateTag(tag);
    for (const first of this.#running.values())
      for (let lease: MemoLease<K> | undefined = first; lease; lease = lease.sibling)
        if (lease.tags && this.cache.invalidatedSince(lease.moment, lease.tags)) this.#revoke(lease);
    return left;
  }

  clear(): void {
    for (const first of this.#running.values())
      for (let lease: MemoLease<K> | undefined = first; lease; lease = lease.sibling) lease.revoked = true;
    this.#running.clear();
    this.cache.clear();
  }

  #begin(key: K, reason: MissReason | 'refresh'): MemoLease<K> {
    const ident = this.cache.identOf(key);
    const lease = new MemoLease(key, this.#clock(), reason, this.cache.invalidations);
    lease.sibling = this.#running.get(ident);
    this.#running.set(ident, lease);
    this.counters.started++;
    return lease;
  }

  #own(lease: Lease<K>): MemoLease<K> {
    if (!(lease instanceof MemoLease)) throw new Error('This lease was not given out by a memo');
    if (lease.ended) throw new Error(`The lease for ${String(lease.key)} has ended already`);
    return lease;
  }

  #end(lease: MemoLease<K>): void {
    lease.ended = true;
    this.#unlink(lease);
  }

  #revoke(lease: MemoLease<K>): void {
    lease.revoked = true;
    this.#unlink(lease);
  }

  /** Nobody joins it any more. */
  #unlink(lease: MemoLease<K>): void {
    const ident = this.cache.identOf(lease.key);
    const first = this.#running.get(ident);
    if (first === lease) {
      if (lease.sibling) this.#running.set(ident, lease.sibling);
      else this.#running.delete(ident);
      return;
    }
    for (let one = first; one; one = one.sibling)
      if (one.sibling === lease) {
        one.sibling = lease.sibling;
        return;
      }
  }

  #counted(answer: Answer<K, V>): Answer<K, V> {
    this.counters.requests++;
    const kind = `${answer.status}: ${answer.reason}` as AnswerKind;
    this.counters.answers[kind] = (this.counters.answers[kind] ?? 0) + 1;
    return answer;
  }
}
