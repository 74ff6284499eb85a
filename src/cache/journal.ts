import type { Removal } from './answer';
import { type CacheCounters, newCounters } from './counters';
import { type DepartureReason, Departures } from './departures';
import type { CacheEvent, CacheListener } from './events';

/**
 * Counters, remembered departures and listeners of a cache. Without listeners an event costs one check of a list's
 * length: the event object is created only for listeners.
 */
export class Journal<K> {
  /** Running totals; all stay 0 if `counting` is false. */
  readonly stats: CacheCounters = newCounters();
  readonly #listeners: CacheListener<K>[] = [];
  #departures: Departures | undefined;

  constructor(readonly counting: boolean) {}

  get listening(): boolean {
    return this.#listeners.length > 0;
  }
  get remembering(): boolean {
    return this.#departures !== undefined;
  }

  on(listener: CacheListener<K>): void {
    this.#listeners.push(listener);
  }

  off(listener: CacheListener<K>): void {
    const at = this.#listeners.indexOf(listener);
    if (at >= 0) this.#listeners.splice(at, 1);
  }

  emit(event: CacheEvent<K>): void {
    for (const listener of this.#listeners) listener(event);
  }

  remember(places: number): void {
    this.#departures ??= new Departures(places);
  }

  /** Records that a key no longer has an entry, or got none. */
  departed(hash: number, why: DepartureReason, at: number): void {
    this.#departures?.note(hash, why, at);
  }

  whyMissing(hash: number): DepartureReason | 'cold' {
    return this.#departures?.reasonOf(hash) ?? 'cold';
  }

  departedAt(hash: number): number | undefined {
    return this.#departures?.timeOf(hash);
  }

  /** Returns the state, without listeners. */
  save() {
    return { stats: { ...this.stats }, departures: this.#departures?.save() };
  }

  restore({ stats, departures }: ReturnType<Journal<K>['save']>): void {
    Object.assign(this.stats, stats);
    this.#departures = departures && new Departures(departures.hashes.length);
    if (departures) this.#departures?.restore(departures);
  }

  countHit(): void {
    if (!this.counting) return;
    this.stats.requests++;
    this.stats.hits++;
  }

  countStale(): void {
    if (!this.counting) return;
    this.countHit();
    this.stats.stale++;
  }

  countMiss(): void {
    if (!this.counting) return;
    this.stats.requests++;
    this.stats.misses++;
  }

  countCoalesced(): void {
    if (!this.counting) return;
    this.countMiss();
    this.stats.coalesced++;
  }

  countInsertion(): void {
    if (this.counting) this.stats.inserted++;
  }

  countRefusal(): void {
    if (this.counting) this.stats.refused++;
  }

  countRemoval(why: Removal): void {
    if (!this.counting) return;
    if (why === 'evicted') this.stats.evicted++;
    else if (why === 'expired') this.stats.expired++;
    else if (why === 'replaced') this.stats.replaced++;
    else this.stats.invalidated++;
  }
}
