import type { HitReason, MissReason, Removal, StaleReason } from './answer';
import { CacheView } from './cache-view';
import type { CacheEvent, CacheListener, RefusalReason } from './events';
import type { EntryOptions } from './options';
import { NONE } from './policy';

/**
 * Records of a cache: counts requests, insertions and removals, remembers departures, and reports events to listeners.
 * Nothing here changes the entries.
 */
export class RecordedCache<K, V> extends CacheView<K, V> {
  /** Called before the slot of a removed entry is reused. It may read the cache, not change it. */
  onRemoval: ((slot: number, key: K, value: V, why: Removal) => void) | undefined;
  /** Called after an insertion. It may read the cache, not change it. */
  onAdmission: ((slot: number) => void) | undefined;

  /** Whether requests need more than key, order and counters: a clock, tags, details, listeners. */
  protected watching = true;
  #leaving = false;

  /** Counts a request answered by the entry, and reports it to the policy. */
  countHit(slot: number, reason: HitReason = 'fresh'): void {
    this.journal.countHit();
    this.residents.use(slot, this.now);
    if (this.journal.listening) this.journal.emit({ kind: 'hit', ...this.#about(slot), reason });
  }

  /** Counts a request answered by an expired entry, and reports it to the policy. */
  countStale(slot: number, reason: StaleReason): void {
    this.journal.countStale();
    this.residents.use(slot, this.now);
    if (this.journal.listening) this.journal.emit({ kind: 'stale', ...this.#about(slot), reason });
  }

  /** Counts a request answered by a cached failure or absence. */
  countNegative(): void {
    this.journal.countHit();
  }

  /** Counts a miss. `reason` defaults to the remembered reason for the absence of the key. */
  countMiss(key: K, reason?: MissReason): void {
    this.journal.countMiss();
    if (!this.journal.listening) return;
    const at = this.now;
    const goneAt = this.journal.departedAt(this.hashOf(key));
    const goneMs = goneAt === undefined ? undefined : at - goneAt;
    this.journal.emit({ kind: 'miss', key, at, reason: reason ?? this.whyMissing(key), goneMs });
  }

  /** Counts a miss that waits for the computation of another caller. */
  countCoalesced(key: K): void {
    this.journal.countCoalesced();
    this.announce({ kind: 'coalescing', key, at: this.now, reason: 'in-flight' });
  }

  /** Counts a value that is not admitted. */
  refuse(key: K, reason: RefusalReason): typeof NONE {
    this.journal.countRefusal();
    const why = reason === 'revoked' ? 'invalidated' : reason === 'bypassed' ? 'bypassed' : 'refused';
    // A superseded value leaves no gap: the newer one took its place.
    if (this.journal.remembering && reason !== 'superseded')
      this.journal.departed(this.hashOf(key), why, this.now);
    this.announce({ kind: 'refusal', key, at: this.now, reason });
    return NONE;
  }

  /** Remembers why and when keys left, so that misses have a reason. About 26 bytes per entry of the bound. */
  rememberDepartures(): void {
    const { maxEntries } = this.residents.bounds;
    this.journal.remember(2 * Math.min(Math.max(maxEntries, 512), 32_768));
    this.watch();
  }

  /** Records a failed computation of the key, as the reason of its next miss. */
  noteFailure(key: K): void {
    this.journal.departed(this.hashOf(key), 'failed', this.options.clock());
  }

  /**
   * Adds a listener for later events; returns a function that removes it. Without listeners events cost almost nothing.
   */
  on(listener: CacheListener<K>): () => void {
    this.rememberDepartures();
    this.journal.on(listener);
    this.watch();
    return () => {
      this.journal.off(listener);
      this.watch();
    };
  }

  /** Sends an event of a layer above the cache to the listeners. */
  announce(event: CacheEvent<K>): void {
    if (this.journal.listening) this.journal.emit(event);
  }

  protected inserted(slot: number, reason: 'new' | 'replacement'): number {
    this.journal.countInsertion();
    this.onAdmission?.(slot);
    if (this.journal.listening) this.journal.emit({ kind: 'admission', ...this.#about(slot), reason });
    return slot;
  }

  /** Counts, remembers and reports the removal of an entry. */
  protected left(slot: number, why: Removal): void {
    const { journal } = this;
    journal.countRemoval(why);
    if (journal.remembering && why !== 'replaced')
      journal.departed(this.entries.hashAt(slot), why === 'cleared' ? 'invalidated' : why, this.now);
    if (this.onRemoval === undefined && !journal.listening) return;
    this.#leaving = true;
    try {
      this.onRemoval?.(slot, this.keyAt(slot), this.valueAt(slot) as V, why);
      if (journal.listening)
        journal.emit({ kind: 'removal', ...this.#about(slot), reason: why, ...this.#earned(slot) });
    } finally {
      this.#leaving = false;
    }
  }

  #earned(slot: number): { hits: number; savedMs: number } {
    const hits = this.hitsOf(slot);
    return { hits, savedMs: hits * this.costOf(slot) };
  }

  #about(slot: number): { key: K; slot: number; at: number; ageMs: number } {
    const at = this.now;
    const insertedAt = this.columns.details?.insertedAt(slot) ?? Number.NaN;
    return { key: this.keyAt(slot), slot, at, ageMs: at - insertedAt };
  }

  /** Determines the needs of requests. `coming`: an incoming entry that may have tags or its own TTL. */
  protected watch(coming?: EntryOptions): void {
    const { details, tags } = this.columns;
    this.watching =
      this.lifetimes.timed ||
      this.options.ttlOf !== undefined ||
      details !== undefined ||
      tags !== undefined ||
      this.journal.remembering ||
      this.journal.listening ||
      coming?.tags !== undefined ||
      coming?.ttlMs !== undefined;
  }

  /** Throws during a removal, when the cache is between two states. */
  protected checkChangeable(): void {
    if (this.#leaving) throw new Error(`Cache ${this.name} cannot be changed by a listener of a removal`);
  }
}
