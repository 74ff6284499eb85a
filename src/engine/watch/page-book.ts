import { binOf, HISTOGRAM_BINS } from '../../base/histogram';
import { latencyOf } from '../../base/latency';
import type { Saved } from '../../base/saved';
import { Timeline } from '../../base/timeline';
import type { VirtualMs } from '../../base/units';
import {
  type Failures,
  type PageFigures,
  type PageOutcome,
  pageOutcomes,
  SERIES_BUCKETS,
  seriesWidths,
} from '../contract/engine';

/** Counts page requests as shoppers see them: what they got and how long it took. */
export class PageBook implements Saved<ReturnType<PageBook['save']>> {
  readonly #counts = new Timeline(pageOutcomes.length, seriesWidths, SERIES_BUCKETS);
  /** Audited degraded pages: the right ones, the wrong ones. */
  readonly #degraded = new Timeline(2, seriesWidths, SERIES_BUCKETS);
  readonly #latency = new Timeline(HISTOGRAM_BINS, seriesWidths, SERIES_BUCKETS);
  /** Since the start of the run, in the order of the outcomes. */
  readonly #totals = new Float64Array(pageOutcomes.length);
  /** Requests that have ended since the start of the run. */
  requests = 0;

  constructor(private readonly now: () => VirtualMs) {}

  /** Counts a request that has ended. @param ms its duration; a failed one's enters no percentile. */
  ended(outcome: PageOutcome, ms: VirtualMs): void {
    const now = this.now();
    const column = pageOutcomes.indexOf(outcome);
    this.requests++;
    this.#totals[column] = (this.#totals[column] as number) + 1;
    this.#counts.add(now, column);
    if (outcome !== 'failed') this.#latency.add(now, binOf(ms));
  }

  /** Counts what an audit found of a degraded page. */
  auditedDegraded(wrong: boolean): void {
    this.#degraded.add(this.now(), wrong ? 1 : 0);
  }

  save() {
    return {
      counts: this.#counts.save(),
      degraded: this.#degraded.save(),
      latency: this.#latency.save(),
      totals: this.#totals.slice(),
      requests: this.requests,
    };
  }

  restore({ counts, degraded, latency, totals, requests }: ReturnType<PageBook['save']>): void {
    this.#counts.restore(counts);
    this.#degraded.restore(degraded);
    this.#latency.restore(latency);
    this.#totals.set(totals);
    this.requests = requests;
  }

  /** Sums over the window that buckets of one width cover. @param failures of the requests for pages, by reason. */
  window(bucketMs: number, failures: Failures): PageFigures {
    const now = this.now();
    const sums = this.#counts.sums(bucketMs, now);
    const [right = 0, wrong = 0] = this.#degraded.sums(bucketMs, now);
    const counts = byOutcome(sums);
    return {
      requests: sums.reduce((sum, n) => sum + n, 0),
      counts,
      totals: byOutcome(this.#totals),
      degradedAudited: right + wrong,
      degradedWrong: wrong,
      failures,
      latency: latencyOf(this.#latency.sums(bucketMs, now), counts.failed),
    };
  }
}

const byOutcome = (sums: Float64Array): PageFigures['counts'] =>
  Object.fromEntries(pageOutcomes.map((name, i) => [name, sums[i] ?? 0])) as PageFigures['counts'];
