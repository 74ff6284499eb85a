import type { Query, QueryCacheNotifyEvent, QueryClient } from '@tanstack/react-query';
import type {
  CacheTruth,
  Claim,
  Judgement,
  LoggedEvent,
  RecentTruth,
  TierFigures,
  TruthCounts,
} from '../backend/api';
import { Readings } from '../base/readings';
import type { TimelineFrame } from '../base/timeline';
import type { Milliseconds, VirtualMs } from '../base/units';
import { FetchCauses } from './fetch-causes';
import type { HeldAnswer } from './held-answer';
import { SHOP } from './queries/shop-queries';
import { QueryBook } from './query-book';
import { describeQuery, fetchesAtOnce, isAsking, keyText, type QueryEntry } from './query-entry';
import { QueryLedger } from './query-ledger';
import { QueryTruth } from './query-truth';
import type { VirtualTime } from './virtual-time';
import { WatchedQuery } from './watched-query';

export interface RecorderOptions {
  readonly client: QueryClient;
  readonly time: VirtualTime;
  readonly widths: readonly number[];
  readonly buckets: number;
  /** Checks held answers against the current store. */
  judge(claims: readonly Claim[]): Promise<readonly Judgement[]>;
  wallNow(): Milliseconds;
}

export interface QueryFigures {
  readonly tier: TierFigures;
  /** Values inserted since the start of the run that came neither from a fetch nor from `setQueryData`. */
  readonly seeded: number;
  /** Since the start of the run. */
  readonly truth: CacheTruth;
  /** In the window, since the last change of a setting. */
  readonly recentTruth: RecentTruth;
  readonly series: TimelineFrame;
  readonly entries: readonly QueryEntry[];
  readonly events: readonly LoggedEvent[];
}

/**
 * Observes a QueryCache from outside and counts in the terms of the engine's caches. An enabled observer that starts to
 * use a query is a request. With data it is a hit, judged by the store's versions and not by staleTime; without data a
 * miss, or coalesced if another request is waiting.
 * It never throws into the cache: an error of the recorder is reported as an uncaught error.
 */
export class QueryRecorder {
  readonly #options: RecorderOptions;
  readonly #watched = new Map<Query, WatchedQuery>();
  readonly #causes: FetchCauses;
  #ledger: QueryLedger;
  #readings: Readings<TruthCounts>;
  #quiet = false;
  /** The last query removed by `quietly`: it may be added again. */
  #rebuilt: WatchedQuery | undefined;
  #clearing = false;
  readonly #stop: () => void;

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#causes = new FetchCauses(options.client);
    this.#ledger = this.#newLedger();
    this.#readings = new Readings(options.widths, options.buckets);
    const cache = options.client.getQueryCache();
    for (const query of cache.getAll()) this.#hear({ type: 'added', query });
    this.#stop = cache.subscribe((event) => this.#hear(event));
  }

  /** Runs work that rebuilds queries, without counting their removal and insertion. */
  quietly = (work: () => void): void => {
    this.#quiet = true;
    try {
      work();
    } finally {
      this.#quiet = false;
      this.#rebuilt = undefined;
    }
  };

  /** Empties the cache: counted as invalidated, not as expired. */
  clear(): void {
    this.#clearing = true;
    this.#options.client.clear();
    this.#clearing = false;
  }

  /** Starts a new run: resets the counters and the cache. */
  restart(): void {
    this.quietly(() => this.#options.client.clear());
    this.#watched.clear();
    this.#ledger = this.#newLedger(this.#ledger.book.sequence);
    this.#readings = new Readings(this.#options.widths, this.#options.buckets);
  }

  /** Excludes earlier counts from the recent figures, because they belong to the previous settings. */
  settingsChanged(): void {
    const { book, truth } = this.#ledger;
    this.#readings.change(this.#options.time.now, truth.counts(book.total));
  }

  close(): void {
    this.#stop();
    this.#causes.close();
  }

  /** Judges all answers on the screen. Called about once a second; counts nothing. */
  async judgeShown(): Promise<void> {
    const shown = [...this.#watched.values()].flatMap((watched) => {
      const { held, query } = watched;
      return held && query.getObserversCount() > 0 ? [{ watched, held }] : [];
    });
    if (shown.length === 0) return;
    const judgements = await this.#judge(shown.map(({ held }) => claimOf(held)));
    shown.forEach(({ watched }, i) => {
      watched.judgement = judgements[i];
    });
  }

  /** Returns the last judgement of a query's answer, for the marks in the shop. */
  judgementOf(queryHash: string): Judgement | undefined {
    const query = this.#options.client.getQueryCache().get(queryHash);
    return query && this.#watched.get(query)?.judgement;
  }

  /** Returns the figures of the page. `now` is the virtual time at which the series ends. */
  figures(bucketMs: number, now: VirtualMs): QueryFigures {
    const { client, time, wallNow } = this.#options;
    const { book, truth, seeded } = this.#ledger;
    const { total, window, latency, series, stalestMs } = book.figures(bucketMs, now);
    const entries = [...this.#watched.values()].map((one) => describeQuery(one, client, time, wallNow()));
    const counts = truth.counts(total);
    this.#readings.note(now, () => counts);
    const held = entries.filter(({ hasData }) => hasData);
    return {
      tier: {
        total,
        window,
        latency,
        entries: held.length,
        maxEntries: 'unbounded',
        bytes: held.reduce((sum, { bytes }) => sum + (bytes === 'unknown' ? 0 : bytes), 0),
        maxBytes: 'unbounded',
        stalestMs,
      },
      seeded,
      truth: truth.report(total),
      recentTruth: this.#readings.counted(bucketMs, now, counts),
      series,
      entries,
      events: book.events,
    };
  }

  #newLedger(sequence?: number): QueryLedger {
    const { time, widths, buckets, wallNow } = this.#options;
    const now = () => time.now;
    const book = new QueryBook(now, widths, buckets, sequence);
    return new QueryLedger({ book, truth: new QueryTruth(), causes: this.#causes, now, wallNow });
  }

  #hear(event: QueryCacheNotifyEvent): void {
    try {
      if (event.query.queryKey[0] === SHOP) this.#note(event);
    } catch (fault) {
      report(fault);
    }
  }

  #note(event: QueryCacheNotifyEvent): void {
    const { query } = event;
    const { client } = this.#options;
    // Events of observers may follow the removal of a query; they no longer concern the cache.
    if (event.type !== 'removed' && client.getQueryCache().get(query.queryHash) !== query) return;
    const watched = this.#watch(query);
    switch (event.type) {
      case 'removed':
        this.#watched.delete(query);
        if (this.#quiet) this.#rebuilt = watched;
        else this.#ledger.removed(watched, this.#clearing);
        break;
      case 'added':
        this.#ledger.added(watched, !this.#quiet);
        if (this.#quiet && this.#rebuilt?.query.queryHash === query.queryHash) watched.resume(this.#rebuilt);
        break;
      case 'observerAdded':
      case 'observerOptionsUpdated':
        if (!isAsking(query, event.observer)) watched.asking.delete(event.observer);
        else if (!watched.asking.has(event.observer)) {
          watched.asking.add(event.observer);
          if (fetchesAtOnce(query, event.observer)) this.#causes.mounting(query);
          this.#requested(watched);
        }
        break;
      case 'observerRemoved':
        watched.asking.delete(event.observer);
        if (query.getObserversCount() === 0) this.#ledger.abandoned(watched);
        break;
      case 'updated':
        this.#ledger.updated(watched, event.action);
    }
  }

  #requested(watched: WatchedQuery): void {
    const { query, held } = watched;
    const { now } = this.#options.time;
    if (query.state.data === undefined) {
      const first = query.state.fetchStatus === 'idle' && watched.waiting.length === 0;
      watched.waiting.push({ at: now, outcome: first ? 'miss' : 'coalesced' });
      return;
    }
    const byTime = query.isStale() ? 'older than staleTime: refetched' : 'within staleTime';
    this.#hit(watched, held, byTime).catch(report);
  }

  /** Counts a hit once the store has judged the answer shown. */
  async #hit(watched: WatchedQuery, held: HeldAnswer | undefined, reason: string): Promise<void> {
    const at = this.#options.time.now;
    const [judgement] = held ? await this.#judge([{ ...claimOf(held), counts: true }]) : [];
    const truth = judgement?.truth ?? 'unchecked';
    const { book, truth: found } = this.#ledger;
    if (watched.held === held) watched.judgement = judgement;
    if (judgement?.staleForMs !== undefined) book.wasStaleFor(judgement.staleForMs);
    book.count(truth);
    if (judgement?.audited && truth === 'fresh') book.count('freshAudited');
    if (truth === 'wrong' && judgement?.staleForMs === undefined) book.count('hidden');
    if (held && judgement) found.judged(keyText(watched.query), held, judgement, at);
    book.answeredIn(0);
    book.log(keyText(watched.query), truth, reason, judgement?.staleForMs);
  }

  /** Without a judgement if the worker has failed: the truth is then unknown. */
  async #judge(claims: readonly Claim[]): Promise<readonly Judgement[]> {
    return this.#options.judge(claims).catch(() => []);
  }

  #watch(query: Query): WatchedQuery {
    const known = this.#watched.get(query);
    if (known) return known;
    const watched = new WatchedQuery(query);
    this.#watched.set(query, watched);
    return watched;
  }
}

const claimOf = ({ request, etag, versions }: HeldAnswer): Claim => ({ request, etag, versions });

/** Reports an error as uncaught, after the observed call has continued. */
function report(fault: unknown): void {
  setTimeout(() => {
    throw fault;
  });
}
