import { binOf, HISTOGRAM_BINS } from '../base/histogram';
import type { Removal } from './answer';
import type { CacheEvent, CacheListener } from './events';

/** The life of one entry, once it is over. Times are milliseconds on the cache's clock. */
export interface Biography<K> {
  readonly key: K;
  readonly bornAt: number;
  readonly diedAt: number;
  readonly cause: Removal;
  /** Hits that it earned. */
  readonly hits: number;
  /** What those would have cost to compute. */
  readonly savedMs: number;
  /** How long after its death somebody wanted it again; undefined as long as nobody has. */
  readonly wantedAfterMs: number | undefined;
}

interface Audible<K> {
  on(listener: CacheListener<K>): () => void;
}

/**
 * Listens to a cache and writes down what became of its entries: the last so many lives one by one, all of them in
 * histograms of how long they lived, by cause of death, and of how soon they were wanted again. An entry that was
 * evicted and at once wanted again says that the cache is too small; one that expired without a hit, that it was not
 * worth keeping.
 */
export class Biographies<K> {
  /** Lives by their length, in the bins of `base/histogram`. */
  readonly lifetimes: Readonly<Record<Removal, Float64Array>> = {
    evicted: new Float64Array(HISTOGRAM_BINS),
    expired: new Float64Array(HISTOGRAM_BINS),
    invalidated: new Float64Array(HISTOGRAM_BINS),
    replaced: new Float64Array(HISTOGRAM_BINS),
    cleared: new Float64Array(HISTOGRAM_BINS),
  };
  /** Times from a death to the first request for the same key. */
  readonly wantedAgain = new Float64Array(HISTOGRAM_BINS);
  /** Lives that ended without a single hit. */
  unused = 0;
  /** By key, the latest death last; of a key that died twice the later life counts. */
  readonly #lives = new Map<K, Biography<K>>();
  /** Ends the listening. */
  readonly close: () => void;

  /** @param kept lives that are kept one by one. */
  constructor(
    cache: Audible<K>,
    private readonly kept = 1_000,
  ) {
    this.close = cache.on((event) => this.#hear(event));
  }

  /** What became of a key's last entry, if it is remembered. */
  of(key: K): Biography<K> | undefined {
    return this.#lives.get(key);
  }

  /** The lives that are remembered, the latest death last. */
  list(): Biography<K>[] {
    return [...this.#lives.values()];
  }

  #hear(event: CacheEvent<K>): void {
    if (event.kind === 'removal') this.#died(event);
    else if (event.kind === 'miss' && event.goneMs !== undefined) this.#wanted(event.key, event.goneMs);
  }

  #died({ key, at, ageMs, hits, savedMs, reason }: Extract<CacheEvent<K>, { kind: 'removal' }>): void {
    count(this.lifetimes[reason], ageMs);
    if (hits === 0) this.unused++;
    this.#lives.delete(key);
    this.#lives.set(key, {
      key,
      bornAt: at - ageMs,
      diedAt: at,
      cause: reason,
      hits,
      savedMs,
      wantedAfterMs: undefined,
    });
    if (this.#lives.size <= this.kept) return;
    for (const oldest of this.#lives.keys()) {
      this.#lives.delete(oldest);
      break;
    }
  }

  #wanted(key: K, afterMs: number): void {
    const life = this.#lives.get(key);
    if (life && life.wantedAfterMs !== undefined) return;
    count(this.wantedAgain, afterMs);
    if (life) this.#lives.set(key, { ...life, wantedAfterMs: afterMs });
  }
}

function count(bins: Float64Array, ms: number): void {
  const bin = binOf(ms);
  bins[bin] = (bins[bin] as number) + 1;
}
