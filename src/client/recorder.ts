import type { Query, QueryCacheNotifyEvent, QueryClient } from '@tanstack/react-query';
import type {
  CacheTruth,
  Claim,
  Judgement,
  LoggedEvent,
  Outcome,
  TierCounters,
  TierFigures,
} from '../backend/api';
import { binOf, HISTOGRAM_BINS } from '../base/histogram';
import { latencyOf } from '../base/latency';
import { frameColumn, Timeline, type TimelineFrame } from '../base/timeline';
import type { VirtualMs } from '../base/units';
import { FetchLatency } from './fetch-latency';
import type { HeldAnswer } from './held-answer';
import { SHOP } from './queries/shop-queries';
import { describeQuery, type QueryEntry } from './query-entry';
import { QueryTruth } from './query-truth';
import type { VirtualTime } from './virtual-time';

/** What is counted by bucket of time; the outcomes first and in their order, as the charts take them. */
const outcomeColumns = [
  'fresh',
  'stale',
  'unchecked',
  'wrong',
  'degraded',
  'coalesced',
  'miss',
  'error',
] as const satisfies readonly Outcome[];
const columns = [
  ...outcomeColumns,
  'inserted',
  'expired',
  'invalidated',
  'replaced',
  'retries',
  'freshAudited',
  'hidden',
  'needless',
] as const;
type Column = (typeof columns)[number];
const columnOf = Object.fromEntries(columns.map((name, i) => [name, i])) as Record<Column, number>;

/** Lines of the log that are kept. */
const KEPT_LINES = 200;

export interface RecorderOptions {
  readonly client: QueryClient;
  readonly time: VirtualTime;
  readonly widths: readonly number[];
  readonly buckets: number;
  /** Checks held answers against the store as it is. */
  judge(claims: readonly Claim[]): Promise<readonly Judgement[]>;
  wallNow(): number;
}

export interface QueryFigures {
  readonly tier: TierFigures;
  /** Since the start of the run. */
  readonly truth: CacheTruth;
  readonly series: TimelineFrame;
  readonly entries: readonly QueryEntry[];
  readonly events: readonly LoggedEvent[];
}

/** What the recorder knows of a query beside what the query knows itself. */
interface Watched {
  /** Asked for and not there yet, with the virtual time of asking; the first is the miss, the others wait for it. */
  readonly waiting: { readonly at: VirtualMs; readonly outcome: 'miss' | 'coalesced' }[];
  /** What the present fetch, or the last one, takes in the model. */
  fetch: FetchLatency | undefined;
  /** Values that came in for it. */
  inserted: boolean;
  /** Somebody marked it stale since the last one came. */
  invalidated: boolean;
  /** Since when nothing uses it, wall milliseconds. */
  unusedSince: number | undefined;
  judgement: Judgement | undefined;
  bytes: number;
}

/**
 * Watches a QueryCache from outside and counts what it does, in the words of the engine's caches. A component that
 * begins to use a query is a request. With data it is a hit, judged by the store's versions and not by staleTime;
 * without, a miss, or coalesced when somebody waits for it already.
 */
export class QueryRecorder {
  readonly #options: RecorderOptions;
  readonly #total: TierCounters = zeroes();
  #series: Timeline;
  #latency: Timeline;
  #truth = new QueryTruth();
  readonly #watched = new Map<Query, Watched>();
  #events: LoggedEvent[] = [];
  #sequence = 0;
  #stalestMs: VirtualMs | undefined;
  #quiet = false;
  #clearing = false;
  readonly #stop: () => void;

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#series = new Timeline(columns.length, options.widths, options.buckets);
    this.#latency = new Timeline(HISTOGRAM_BINS, options.widths, options.buckets);
    this.#stop = options.client.getQueryCache().subscribe((event) => this.#hear(event));
  }

  /** Work on the cache that is no event of its life. */
  quietly = (work: () => void): void => {
    this.#quiet = true;
    try {
      work();
    } finally {
      this.#quiet = false;
    }
  };

  /** Empties the cache: counted as invalidated, not as expired. */
  clear(): void {
    this.#clearing = true;
    this.#options.client.clear();
    this.#clearing = false;
  }

  /** A new run begins: the counters start from nothing, and so does the cache. */
  restart(): void {
    this.quietly(() => this.#options.client.clear());
    this.#watched.clear();
    Object.assign(this.#total, zeroes());
    this.#series = new Timeline(columns.length, this.#options.widths, this.#options.buckets);
    this.#latency = new Timeline(HISTOGRAM_BINS, this.#options.widths, this.#options.buckets);
    this.#truth = new QueryTruth();
    this.#events = [];
    this.#stalestMs = undefined;
  }

  close(): void {
    this.#stop();
  }

  /** Checks everything that is on the screen now. Called about once a second; counts nothing. */
  async judgeShown(): Promise<void> {
    const shown = [...this.#watched].flatMap(([query, watched]) => {
      const held = heldBy(query);
      return held && query.getObserversCount() > 0 ? [{ watched, held }] : [];
    });
    if (shown.length === 0) return;
    const judgements = await this.#judge(shown.map(({ held }) => claimOf(held)));
    shown.forEach(({ watched }, i) => {
      watched.judgement = judgements[i];
    });
  }

  /** The last judgement of the answer to a request, for marks in the shop. */
  judgementOf(queryHash: string): Judgement | undefined {
    const query = this.#options.client.getQueryCache().get(queryHash);
    return query && this.#watched.get(query)?.judgement;
  }

  /** What the page shows. `now` is the virtual time up to which the series goes. */
  figures(bucketMs: number, now: VirtualMs): QueryFigures {
    const frame = this.#series.frame(bucketMs, now);
    const window = zeroes();
    for (const name of columns) for (const n of frameColumn(frame, columnOf[name])) window[name] += n;
    window.requests = outcomeColumns.reduce((sum, name) => sum + window[name], 0);
    const entries = [...this.#watched].map(([query, watched]) =>
      describeQuery(query, watched, this.#options.client, this.#options.time, this.#options.wallNow()),
    );
    const held = entries.filter(({ hasData }) => hasData);
    return {
      tier: {
        total: { ...this.#total },
        window,
        latency: this.#percentiles(bucketMs, now, window.error),
        entries: held.length,
        maxEntries: 'unbounded',
        bytes: held.reduce((sum, { bytes }) => sum + bytes, 0),
        maxBytes: 'unbounded',
        stalestMs: this.#stalestMs,
      },
      truth: this.#truth.report(this.#total),
      series: { ...frame, values: frame.values.slice(0, outcomeColumns.length * frame.length) },
      entries,
      events: this.#events,
    };
  }

  #hear(event: QueryCacheNotifyEvent): void {
    const { query } = event;
    if (query.queryKey[0] !== SHOP) return;
    // A query that has left the cache may still be let go by what used it: that is not the cache's life any more.
    const { client } = this.#options;
    if (event.type !== 'removed' && client.getQueryCache().get(query.queryHash) !== query) return;
    if (this.#quiet) {
      if (event.type === 'added') this.#watch(query).inserted = query.state.data !== undefined;
      if (event.type === 'added') this.#watch(query).unusedSince = this.#options.wallNow();
      if (event.type === 'removed') this.#watched.delete(query);
      return;
    }
    switch (event.type) {
      case 'added':
        this.#watch(query);
        break;
      case 'observerAdded':
        this.#watch(query).unusedSince = undefined;
        this.#requested(query);
        break;
      case 'observerRemoved':
        if (query.getObserversCount() === 0) this.#abandoned(this.#watch(query));
        break;
      case 'updated':
        this.#updated(query, event.action);
        break;
      case 'removed':
        this.#removed(query);
    }
  }

  #requested(query: Query): void {
    const { time } = this.#options;
    const held = heldBy(query);
    if (held) {
      const byTime = query.isStale() ? 'stale by time: asked again' : 'within staleTime';
      void this.#hit(query, held, byTime);
      return;
    }
    const fetching = query.state.fetchStatus !== 'idle';
    this.#watch(query).waiting.push({ at: time.now, outcome: fetching ? 'coalesced' : 'miss' });
  }

  /** Counted when the store has been asked whether what was shown is true. */
  async #hit(query: Query, held: HeldAnswer, reason: string): Promise<void> {
    const at = this.#options.time.now;
    const [judgement] = await this.#judge([{ ...claimOf(held), counts: true }]);
    const truth = judgement?.truth ?? 'fresh';
    const watched = this.#watched.get(query);
    if (watched) watched.judgement = judgement;
    if (judgement?.staleForMs !== undefined)
      this.#stalestMs = Math.max(this.#stalestMs ?? 0, judgement.staleForMs);
    this.#count(truth);
    if (judgement?.audited && truth === 'fresh') this.#count('freshAudited');
    if (truth === 'wrong' && judgement?.staleForMs === undefined) this.#count('hidden');
    if (judgement) this.#truth.judged(keyText(query), held, judgement, at);
    this.#latency.add(at, 0);
    this.#log(query, truth, reason, judgement?.staleForMs);
  }

  /** Where the store cannot be asked, since its worker has died, nothing is known. */
  async #judge(claims: readonly Claim[]): Promise<readonly Judgement[]> {
    return this.#options.judge(claims).catch(() => []);
  }

  #updated(query: Query, action: Extract<QueryCacheNotifyEvent, { type: 'updated' }>['action']): void {
    const watched = this.#watch(query);
    const { now } = this.#options.time;
    switch (action.type) {
      case 'success': {
        watched.judgement = undefined;
        watched.bytes = bytesOf(query);
        if (watched.inserted) this.#count('replaced');
        watched.inserted = true;
        this.#count('inserted');
        this.#fetched(query, watched);
        for (const { at, outcome } of watched.waiting.splice(0)) {
          const lastMs = heldBy(query)?.latencyMs;
          const ms = lastMs === undefined ? undefined : watched.fetch?.answered(at, lastMs);
          this.#count(outcome);
          if (ms !== undefined) this.#latency.add(now, binOf(ms));
          this.#log(query, outcome, outcome === 'miss' ? 'cold' : 'in-flight', ms);
        }
        break;
      }
      case 'fetch':
        watched.fetch = new FetchLatency(now);
        break;
      case 'failed':
        watched.fetch?.failed(action.error, action.failureCount);
        this.#count('retries');
        this.#log(query, 'retry', action.error instanceof Error ? action.error.message : 'failed');
        break;
      case 'error':
        for (const { at } of watched.waiting.splice(0)) {
          this.#count('error');
          this.#log(
            query,
            'error',
            action.error instanceof Error ? action.error.message : 'failed',
            watched.fetch?.gaveUp(at, action.error),
          );
        }
        break;
      case 'invalidate':
        watched.invalidated = true;
        this.#log(query, 'invalidated', 'marked stale');
    }
  }

  /** An answer that shows the same as the one in hand was fetched for nothing. */
  #fetched(query: Query, watched: Watched): void {
    const held = heldBy(query);
    const { invalidated } = watched;
    watched.invalidated = false;
    if (!held || !this.#truth.fetched(query.queryHash, held.etag, invalidated)) return;
    this.#count('needless');
    this.#log(query, 'needless', 'the same ETag');
  }

  /** Nothing uses it any more; a request that is under way for it is cancelled and will never be answered. */
  #abandoned(watched: Watched): void {
    watched.unusedSince = this.#options.wallNow();
    watched.waiting.length = 0;
  }

  #removed(query: Query): void {
    const watched = this.#watched.get(query);
    this.#watched.delete(query);
    if (!watched?.inserted) return;
    const why = this.#clearing ? 'invalidated' : 'expired';
    this.#truth.left(query.queryHash, why);
    this.#count(why);
    this.#log(query, why, this.#clearing ? 'cleared' : 'gcTime');
  }

  #watch(query: Query): Watched {
    const known = this.#watched.get(query);
    if (known) return known;
    const watched: Watched = {
      waiting: [],
      fetch: undefined,
      inserted: false,
      invalidated: false,
      unusedSince: this.#options.wallNow(),
      judgement: undefined,
      bytes: bytesOf(query),
    };
    this.#watched.set(query, watched);
    return watched;
  }

  #count(name: Column): void {
    this.#total[name]++;
    if (columnOf[name] < outcomeColumns.length) this.#total.requests++;
    this.#series.add(this.#options.time.now, columnOf[name]);
  }

  #log(query: Query, kind: LoggedEvent['kind'], reason: string, ms?: VirtualMs): void {
    const line: LoggedEvent = {
      sequence: ++this.#sequence,
      at: this.#options.time.now,
      tier: 'query',
      kind,
      key: keyText(query),
      reason,
      ms,
    };
    // A new list each time: who shows the log sees by its identity that there is something new.
    this.#events = [...this.#events.slice(1 - KEPT_LINES), line];
  }

  #percentiles(bucketMs: number, now: VirtualMs, failed: number): TierFigures['latency'] {
    const frame = this.#latency.frame(bucketMs, now);
    const counts = new Float64Array(HISTOGRAM_BINS);
    for (let bin = 0; bin < HISTOGRAM_BINS; bin++)
      for (const n of frameColumn(frame, bin)) counts[bin] = (counts[bin] as number) + n;
    return latencyOf(counts, failed);
  }
}

function keyText(query: Query): string {
  const [, resource, request] = query.queryKey as readonly [string, string, object];
  const ids = Object.entries(request ?? {}).filter(([name]) => name !== 'kind');
  // A product's own query is “product 500”, not “product product 500”.
  return `${resource} ${ids.map(([name, id]) => (name === resource ? id : `${name} ${id}`)).join(', ')}`;
}

const heldBy = (query: Query): HeldAnswer | undefined => query.state.data as HeldAnswer | undefined;
const claimOf = ({ request, etag, versions }: HeldAnswer): Claim => ({ request, etag, versions });

/** About what the answer takes in memory: two bytes a character of its JSON text. */
function bytesOf(query: Query): number {
  const held = heldBy(query);
  return held ? 2 * JSON.stringify(held).length : 0;
}

const zeroes = (): TierCounters => ({
  requests: 0,
  fresh: 0,
  stale: 0,
  unchecked: 0,
  wrong: 0,
  degraded: 0,
  coalesced: 0,
  miss: 0,
  error: 0,
  inserted: 0,
  evicted: 0,
  expired: 0,
  invalidated: 0,
  replaced: 0,
  refused: 0,
  retries: 0,
  freshAudited: 0,
  hidden: 0,
  degradedAudited: 0,
  degradedWrong: 0,
  needless: 0,
  savedQueries: 0,
  savedMs: 0,
});
