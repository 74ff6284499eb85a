import type { Saved } from '../../base/saved';
import { Timeline } from '../../base/timeline';
import type { VirtualMs } from '../../base/units';
import { SERIES_BUCKETS, seriesWidths } from '../contract/engine';

/** Requests with one outcome, by the reason of it and by bucket of time. */
export class ReasonCounts<R extends string> implements Saved<ReturnType<ReasonCounts<R>['save']>> {
  readonly #series: Timeline;

  constructor(private readonly reasons: readonly R[]) {
    this.#series = new Timeline(reasons.length, seriesWidths, SERIES_BUCKETS);
  }

  /** Throws for a reason that is not among those given. */
  add(at: VirtualMs, reason: R): void {
    const column = this.reasons.indexOf(reason);
    if (column < 0) throw new Error(`${reason} is none of the reasons ${this.reasons.join(', ')}`);
    this.#series.add(at, column);
  }

  save() {
    return this.#series.save();
  }

  restore(series: ReturnType<ReasonCounts<R>['save']>): void {
    this.#series.restore(series);
  }

  /** Sums over the window that buckets of one width cover up to `now`. */
  window(bucketMs: number, now: VirtualMs): Readonly<Record<R, number>> {
    const sums = this.#series.sums(bucketMs, now);
    return byReason(this.reasons, (_, i) => sums[i] ?? 0);
  }
}

/** Sums of several counts of the same reasons. */
export const sumReasons = <R extends string>(
  reasons: readonly R[],
  parts: readonly Readonly<Record<R, number>>[],
): Readonly<Record<R, number>> =>
  byReason(reasons, (reason) => parts.reduce((sum, part) => sum + part[reason], 0));

const byReason = <R extends string>(
  reasons: readonly R[],
  count: (reason: R, i: number) => number,
): Readonly<Record<R, number>> =>
  Object.fromEntries(reasons.map((reason, i) => [reason, count(reason, i)])) as Record<R, number>;
