import type { LoggedEvent, Outcome, TierCounters, TierFigures } from '../backend/api';
import { binOf, HISTOGRAM_BINS } from '../base/histogram';
import { latencyOf } from '../base/latency';
import { frameColumn, Timeline, type TimelineFrame } from '../base/timeline';
import type { VirtualMs } from '../base/units';

/** The counted columns; the outcomes come first, in the order of the charts. */
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
export type QueryColumn = (typeof columns)[number];
const columnOf = Object.fromEntries(columns.map((name, i) => [name, i])) as Record<QueryColumn, number>;

/** Largest number of log lines kept. */
const MAX_LINES = 200;

/** Figures of the query cache over a period and since the start of the run. */
export interface BookFigures {
  readonly total: TierCounters;
  readonly window: TierCounters;
  readonly latency: TierFigures['latency'];
  readonly series: TimelineFrame;
  /** Age of the stalest answer in the window; undefined if none was stale. */
  readonly stalestMs: VirtualMs | undefined;
}

/** The counters, latencies and log of the query cache: counts by virtual time, and the last log lines. */
export class QueryBook {
  readonly total: TierCounters = zeroes();
  readonly #series: Timeline;
  readonly #latency: Timeline;
  /** Age of the stalest answer by bucket of time. */
  readonly #stalest: Timeline;
  #events: readonly LoggedEvent[] = [];
  #sequence: number;

  /** @param sequence number of the last line of the previous run. */
  constructor(
    private readonly now: () => VirtualMs,
    widths: readonly number[],
    buckets: number,
    sequence = 0,
  ) {
    this.#series = new Timeline(columns.length, widths, buckets);
    this.#latency = new Timeline(HISTOGRAM_BINS, widths, buckets);
    this.#stalest = new Timeline(1, widths, buckets);
    this.#sequence = sequence;
  }

  /** The last log lines; a new array after each new line. */
  get events(): readonly LoggedEvent[] {
    return this.#events;
  }

  get sequence(): number {
    return this.#sequence;
  }

  count(name: QueryColumn): void {
    this.total[name]++;
    if (columnOf[name] < outcomeColumns.length) this.total.requests++;
    this.#series.add(this.now(), columnOf[name]);
  }

  answeredIn(ms: VirtualMs): void {
    this.#latency.add(this.now(), binOf(ms));
  }

  /** Records a hit on an answer that had been stale for `ms`. */
  wasStaleFor(ms: VirtualMs): void {
    this.#stalest.raise(this.now(), 0, ms);
  }

  log(key: string, kind: LoggedEvent['kind'], reason: string, ms?: VirtualMs): void {
    const line = {
      sequence: ++this.#sequence,
      at: this.now(),
      tier: 'query' as const,
      kind,
      key,
      reason,
      ms,
    };
    this.#events = [...this.#events.slice(1 - MAX_LINES), line];
  }

  /** @param until virtual time at which the series ends. */
  figures(bucketMs: number, until: VirtualMs): BookFigures {
    const frame = this.#series.frame(bucketMs, until);
    const window = zeroes();
    for (const name of columns) for (const n of frameColumn(frame, columnOf[name])) window[name] += n;
    const stalest = Math.max(...this.#stalest.frame(bucketMs, until).values);
    window.requests = outcomeColumns.reduce((sum, name) => sum + window[name], 0);
    return {
      total: { ...this.total },
      window,
      latency: this.#percentiles(bucketMs, until, window.error),
      series: { ...frame, values: frame.values.slice(0, outcomeColumns.length * frame.length) },
      stalestMs: stalest > 0 ? stalest : undefined,
    };
  }

  #percentiles(bucketMs: number, until: VirtualMs, failed: number): TierFigures['latency'] {
    const frame = this.#latency.frame(bucketMs, until);
    const counts = new Float64Array(HISTOGRAM_BINS);
    for (let bin = 0; bin < HISTOGRAM_BINS; bin++)
      for (const n of frameColumn(frame, bin)) counts[bin] = (counts[bin] as number) + n;
    return latencyOf(counts, failed);
  }
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
