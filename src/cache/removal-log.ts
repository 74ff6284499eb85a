import { binOf, HISTOGRAM_BINS } from '../base/histogram';
import type { Removal } from './answer';
import type { CacheEvent, CacheListener } from './events';

/** A removed entry. Times are milliseconds on the cache's clock. */
export interface RemovedEntry<K> {
  readonly key: K;
  readonly insertedAt: number;
  readonly removedAt: number;
  readonly reason: Removal;
  readonly hits: number;
  /** Milliseconds that its hits would have cost to compute. */
  readonly savedMs: number;
  /** Time from the removal to the next request for the key; undefined until there is one. */
  readonly requestedAfterMs: number | undefined;
}

interface Observable<K> {
  on(listener: CacheListener<K>): () => void;
}

/**
 * Records the removals of a cache: the last `kept` removed entries one by one, and histograms over all of them of the
 * age at removal, by reason, and of the time until the key is requested again. An entry evicted and soon requested
 * again shows that the cache is too small; one that expired without a hit was not worth caching.
 */
export class RemovalLog<K> {
  /** Ages at removal, in the bins of `base/histogram`. */
  readonly ages: Readonly<Record<Removal, Float64Array>> = {
    evicted: new Float64Array(HISTOGRAM_BINS),
    expired: new Float64Array(HISTOGRAM_BINS),
    invalidated: new Float64Array(HISTOGRAM_BINS),
    replaced: new Float64Array(HISTOGRAM_BINS),
    cleared: new Float64Array(HISTOGRAM_BINS),
  };
  /** Times from a removal to the first request for the same key, in the same bins. */
  readonly requestedAgain = new Float64Array(HISTOGRAM_BINS);
  /** Number of entries removed without a hit. */
  unused = 0;
  /** By key, the latest removal last; a key removed twice has its later entry. */
  readonly #removed = new Map<K, RemovedEntry<K>>();
  /** Stops recording. */
  readonly close: () => void;

  /** @param kept number of removed entries that are kept one by one. */
  constructor(
    cache: Observable<K>,
    private readonly kept = 1_000,
  ) {
    this.close = cache.on((event) => this.#record(event));
  }

  /** Returns the last removed entry of a key, if it is still kept. */
  of(key: K): RemovedEntry<K> | undefined {
    return this.#removed.get(key);
  }

  /** Returns the kept entries, the latest removal last. */
  list(): RemovedEntry<K>[] {
    return [...this.#removed.values()];
  }

  #record(event: CacheEvent<K>): void {
    if (event.kind === 'removal') this.#recordRemoval(event);
    else if (event.kind === 'miss' && event.goneMs !== undefined)
      this.#recordRequest(event.key, event.goneMs);
  }

  #recordRemoval({
    key,
    at,
    ageMs,
    hits,
    savedMs,
    reason,
  }: Extract<CacheEvent<K>, { kind: 'removal' }>): void {
    count(this.ages[reason], ageMs);
    if (hits === 0) this.unused++;
    this.#removed.delete(key);
    this.#removed.set(key, {
      key,
      insertedAt: at - ageMs,
      removedAt: at,
      reason,
      hits,
      savedMs,
      requestedAfterMs: undefined,
    });
    if (this.#removed.size <= this.kept) return;
    for (const oldest of this.#removed.keys()) {
      this.#removed.delete(oldest);
      break;
    }
  }

  #recordRequest(key: K, afterMs: number): void {
    const entry = this.#removed.get(key);
    if (entry && entry.requestedAfterMs !== undefined) return;
    count(this.requestedAgain, afterMs);
    if (entry) this.#removed.set(key, { ...entry, requestedAfterMs: afterMs });
  }
}

function count(bins: Float64Array, ms: number): void {
  const bin = binOf(ms);
  bins[bin] = (bins[bin] as number) + 1;
}
