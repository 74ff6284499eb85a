import { binOf, HISTOGRAM_BINS, Percentiles } from '../base/histogram';
import { frameColumn, Timeline, type TimelineFrame } from '../base/timeline';
import type { VirtualMs } from '../base/units';
import type { Removal } from '../cache/answer';
import type { CacheCounters } from '../cache/counters';
import type { EventLog } from './event-log';
import type { AnyMade } from './made';
import {
  type Latency,
  type MemoCacheName,
  memoCacheNames,
  type Outcome,
  outcomes,
  SERIES_BUCKETS,
  seriesWidths,
  type TierCounters,
} from './protocol';
import type { Truth } from './truth';

/** What is counted by bucket of time; the outcomes first, since the chart takes them as they stand. */
const columns = [
  ...outcomes,
  'inserted',
  'evicted',
  'expired',
  'invalidated',
  'replaced',
  'refused',
  'retries',
  'savedQueries',
  'savedMs',
] as const;
type Column = (typeof columns)[number];
const columnOf = Object.fromEntries(columns.map((name, i) => [name, i])) as Record<Column, number>;

interface Tier {
  readonly total: TierCounters;
  readonly series: Timeline;
  /** Latency by bucket of time and bin of the histogram. */
  readonly latency: Timeline;
  /** By bucket of the widest width there is no need: the stalest answer since the start of the run. */
  stalestMs: VirtualMs | undefined;
}

/** All that is counted in a run. Counting changes nothing else; the identities of the counters hold at every moment. */
export class Figures {
  readonly #tiers: Record<MemoCacheName, Tier>;
  readonly #pages = new Timeline(HISTOGRAM_BINS, seriesWidths, SERIES_BUCKETS);
  requests = 0;
  computations = 0;
  measuredMs = 0;

  constructor(
    private readonly now: () => VirtualMs,
    private readonly wallNow: () => number,
    private readonly log: EventLog,
    private readonly keyText: (stage: MemoCacheName, key: number) => string,
    private readonly staleSince: (made: AnyMade) => VirtualMs | undefined,
  ) {
    const tier = (): Tier => ({
      total: noCounters(),
      series: new Timeline(columns.length, seriesWidths, SERIES_BUCKETS),
      latency: new Timeline(HISTOGRAM_BINS, seriesWidths, SERIES_BUCKETS),
      stalestMs: undefined,
    });
    this.#tiers = { similarities: tier(), weights: tier(), rankings: tier() };
  }

  hit(stage: MemoCacheName, key: number, truth: Truth, made: AnyMade, reason: string): void {
    const tier = this.#tiers[stage];
    this.#add(tier, truth);
    this.#add(tier, 'savedQueries', made.queries);
    this.#add(tier, 'savedMs', made.costMs);
    tier.latency.add(this.now(), 0);
    if (truth === 'fresh') {
      if (this.log.wants('fresh')) this.#log(stage, 'fresh', key, reason);
      return;
    }
    const since = this.staleSince(made);
    const age = since === undefined ? 0 : this.now() - since;
    if (tier.stalestMs === undefined || age > tier.stalestMs) tier.stalestMs = age;
    if (this.log.wants(truth)) this.#log(stage, truth, key, 'out of date', age);
  }

  missed(stage: MemoCacheName, key: number, outcome: Outcome, reason: string, ms: VirtualMs): void {
    const tier = this.#tiers[stage];
    this.#add(tier, outcome);
    tier.latency.add(this.now(), binOf(ms));
    if (this.log.wants(outcome)) this.#log(stage, outcome, key, reason, ms);
  }

  /** A computed value was offered to its cache; one whose facts changed meanwhile is not counted as refused. */
  offered(stage: MemoCacheName, what: 'inserted' | 'refused' | 'revoked'): void {
    if (what !== 'revoked') this.#add(this.#tiers[stage], what);
  }

  removed(stage: MemoCacheName, key: number, why: Removal): void {
    const column = why === 'cleared' ? 'invalidated' : why;
    this.#add(this.#tiers[stage], column);
    if (column !== 'replaced' && this.log.wants(column)) this.#log(stage, column, key, why);
  }

  /** A page was answered, hit or miss. */
  answered(ms: VirtualMs, at: VirtualMs): void {
    this.requests++;
    this.#pages.add(at, binOf(ms));
  }

  /** Runs a computation and adds what it took on the wall clock. */
  measured<T>(run: () => T): T {
    const start = this.wallNow();
    const result = run();
    this.measuredMs += this.wallNow() - start;
    this.computations++;
    return result;
  }

  /** Totals since the start; entries that came and went are the cache's own counts. */
  total(stage: MemoCacheName, stats: CacheCounters): TierCounters {
    const { total } = this.#tiers[stage];
    const requests = outcomes.reduce((sum, outcome) => sum + total[outcome], 0);
    const { inserted, evicted, expired, invalidated, replaced, refused } = stats;
    return { ...total, requests, inserted, evicted, expired, invalidated, replaced, refused };
  }

  window(stage: MemoCacheName, bucketMs: number): TierCounters {
    const frame = this.#tiers[stage].series.frame(bucketMs, this.now());
    const counters = noCounters();
    columns.forEach((name, column) => {
      for (const amount of frameColumn(frame, column)) counters[name] += amount;
    });
    counters.requests = outcomes.reduce((sum, outcome) => sum + counters[outcome], 0);
    return counters;
  }

  /** Outcomes by bucket, of one stage or of all. */
  series(stages: readonly MemoCacheName[], bucketMs: number): TimelineFrame {
    const frames = stages.map((stage) => this.#tiers[stage].series.frame(bucketMs, this.now()));
    const [first] = frames;
    if (!first) throw new Error('A series needs a tier');
    const values = new Float64Array(outcomes.length * first.length);
    for (const frame of frames)
      for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) + (frame.values[i] as number);
    return { ...first, values };
  }

  latency(stage: MemoCacheName | 'all', bucketMs: number): Latency {
    const timeline = stage === 'all' ? this.#pages : this.#tiers[stage].latency;
    const frame = timeline.frame(bucketMs, this.now());
    const counts = new Float64Array(HISTOGRAM_BINS);
    for (let bin = 0; bin < HISTOGRAM_BINS; bin++)
      for (const n of frameColumn(frame, bin)) counts[bin] = (counts[bin] as number) + n;
    const { count, at } = new Percentiles(counts);
    return { count, p50: at(0.5), p99: at(0.99) };
  }

  stalest(stages: readonly MemoCacheName[]): VirtualMs | undefined {
    const ages = stages.map((stage) => this.#tiers[stage].stalestMs).filter((age) => age !== undefined);
    return ages.length > 0 ? Math.max(...ages) : undefined;
  }

  #add(tier: Tier, name: Column, amount = 1): void {
    tier.total[name] += amount;
    tier.series.add(this.now(), columnOf[name], amount);
  }

  #log(
    tier: MemoCacheName,
    kind: Outcome | Exclude<Removal, 'cleared' | 'replaced'>,
    key: number,
    reason: string,
    ms?: VirtualMs,
  ): void {
    this.log.add({ at: this.now(), tier, kind, key: this.keyText(tier, key), reason, ms });
  }
}

export const noCounters = (): TierCounters => ({
  requests: 0,
  fresh: 0,
  stale: 0,
  wrong: 0,
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
  savedQueries: 0,
  savedMs: 0,
});

/** Sums of several tiers. */
export function sumCounters(parts: readonly TierCounters[]): TierCounters {
  const sum = noCounters();
  for (const part of parts)
    for (const name of Object.keys(sum) as (keyof TierCounters)[]) sum[name] += part[name];
  return sum;
}

export const allTiers: readonly MemoCacheName[] = memoCacheNames;
