import { HISTOGRAM_BINS } from '../../base/histogram';
import type { Saved } from '../../base/saved';
import { Timeline } from '../../base/timeline';
import type { VirtualMs } from '../../base/units';
import {
  failureReasons,
  missReasons,
  outcomes,
  SERIES_BUCKETS,
  seriesWidths,
  type TierCounters,
} from '../contract/engine';
import { noCounters } from './counters';
import { ReasonCounts } from './reason-counts';

/** What is counted by bucket of time; the outcomes first, since the chart takes them as they stand. */
export const columns = [
  ...outcomes,
  'inserted',
  'evicted',
  'expired',
  'invalidated',
  'replaced',
  'refused',
  'retries',
  'freshAudited',
  'hidden',
  'degradedAudited',
  'degradedWrong',
  'needless',
  'savedQueries',
  'savedMs',
] as const;
export type Column = (typeof columns)[number];

const columnOf = Object.fromEntries(columns.map((name, i) => [name, i])) as Record<Column, number>;

/** What is counted of one memo cache. */
export class TierCounts implements Saved<ReturnType<TierCounts['save']>> {
  /** Since the start, by column. */
  readonly #totals = new Float64Array(columns.length);
  readonly series = new Timeline(columns.length, seriesWidths, SERIES_BUCKETS);
  /** Latency by bucket of time and bin of the histogram. */
  readonly latency = new Timeline(HISTOGRAM_BINS, seriesWidths, SERIES_BUCKETS);
  /** Age of the stalest answer by bucket of time. */
  readonly stalest = new Timeline(1, seriesWidths, SERIES_BUCKETS);
  /** Errors and misses by reason. */
  readonly failures = new ReasonCounts(failureReasons);
  readonly misses = new ReasonCounts(missReasons);

  add(at: VirtualMs, name: Column, amount = 1): void {
    const column = columnOf[name];
    this.#totals[column] = (this.#totals[column] as number) + amount;
    this.series.add(at, column, amount);
  }

  /** Sums since the start of the run. */
  get total(): TierCounters {
    return countersOf(this.#totals);
  }

  /** Sums over the window that buckets of one width cover up to `now`. */
  window(bucketMs: number, now: VirtualMs): TierCounters {
    return countersOf(this.series.sums(bucketMs, now));
  }

  save() {
    const { series, latency, stalest, failures, misses } = this;
    return {
      totals: this.#totals.slice(),
      series: series.save(),
      latency: latency.save(),
      stalest: stalest.save(),
      failures: failures.save(),
      misses: misses.save(),
    };
  }

  restore({ totals, series, latency, stalest, failures, misses }: ReturnType<TierCounts['save']>): void {
    this.#totals.set(totals);
    this.series.restore(series);
    this.latency.restore(latency);
    this.stalest.restore(stalest);
    this.failures.restore(failures);
    this.misses.restore(misses);
  }
}

function countersOf(sums: Float64Array): TierCounters {
  const counters = noCounters();
  columns.forEach((name, column) => {
    counters[name] = sums[column] as number;
  });
  counters.requests = outcomes.reduce((sum, outcome) => sum + counters[outcome], 0);
  return counters;
}
