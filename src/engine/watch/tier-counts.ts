import { HISTOGRAM_BINS } from '../../base/histogram';
import type { Saved } from '../../base/saved';
import { Timeline } from '../../base/timeline';
import { outcomes, SERIES_BUCKETS, seriesWidths } from '../contract/engine';
import { noCounters } from './counters';
import { FailureCounts } from './failure-counts';

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

/** What is counted of one memo cache. */
export class TierCounts implements Saved<ReturnType<TierCounts['save']>> {
  readonly total = noCounters();
  readonly series = new Timeline(columns.length, seriesWidths, SERIES_BUCKETS);
  /** Latency by bucket of time and bin of the histogram. */
  readonly latency = new Timeline(HISTOGRAM_BINS, seriesWidths, SERIES_BUCKETS);
  /** Age of the stalest answer by bucket of time. */
  readonly stalest = new Timeline(1, seriesWidths, SERIES_BUCKETS);
  readonly failures = new FailureCounts();

  save() {
    const { total, series, latency, stalest, failures } = this;
    return {
      total: { ...total },
      series: series.save(),
      latency: latency.save(),
      stalest: stalest.save(),
      failures: failures.save(),
    };
  }

  restore({ total, series, latency, stalest, failures }: ReturnType<TierCounts['save']>): void {
    Object.assign(this.total, total);
    this.series.restore(series);
    this.latency.restore(latency);
    this.stalest.restore(stalest);
    this.failures.restore(failures);
  }
}
