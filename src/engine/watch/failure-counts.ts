import type { Saved } from '../../base/saved';
import { Timeline } from '../../base/timeline';
import type { VirtualMs } from '../../base/units';
import {
  type FailureReason,
  type Failures,
  failureReasons,
  SERIES_BUCKETS,
  seriesWidths,
} from '../contract/engine';

/** Requests that got no answer, by reason and bucket of time. */
export class FailureCounts implements Saved<ReturnType<FailureCounts['save']>> {
  readonly #series = new Timeline(failureReasons.length, seriesWidths, SERIES_BUCKETS);

  add(at: VirtualMs, reason: FailureReason): void {
    this.#series.add(at, failureReasons.indexOf(reason));
  }

  save() {
    return this.#series.save();
  }

  restore(series: ReturnType<FailureCounts['save']>): void {
    this.#series.restore(series);
  }

  /** Sums over the window that buckets of one width cover up to `now`. */
  window(bucketMs: number, now: VirtualMs): Failures {
    const sums = this.#series.sums(bucketMs, now);
    return byReason((_, i) => sums[i] ?? 0);
  }
}

/** Sums of several counts. */
export const sumFailures = (parts: readonly Failures[]): Failures =>
  byReason((reason) => parts.reduce((sum, part) => sum + part[reason], 0));

const byReason = (count: (reason: FailureReason, i: number) => number): Failures =>
  Object.fromEntries(failureReasons.map((reason, i) => [reason, count(reason, i)])) as Record<
    FailureReason,
    number
  >;
