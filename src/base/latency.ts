import { Percentiles } from './histogram';
import type { Milliseconds } from './units';

/**
 * Durations of requests at two percentiles. A failed request has no duration: it ranks after every answer, so that
 * failures can only lengthen a percentile, and a percentile whose rank falls on a failure is undefined.
 */
export interface Latency {
  /** Number of answered requests; `failed` counts the others. */
  readonly count: number;
  readonly failed: number;
  /** Time within which half (p99: 99 %) of the requests were answered; undefined when fewer were answered at all. */
  readonly p50: Milliseconds | undefined;
  readonly p99: Milliseconds | undefined;
  /** Percentiles of the answers alone; undefined when there were none. */
  readonly ofAnswers: Readonly<Record<'p50' | 'p99', Milliseconds>> | undefined;
}

/** @param bins answers counted by bin of `histogram`. */
export function latencyOf(bins: ArrayLike<number>, failed: number): Latency {
  const answers = new Percentiles(bins);
  const { count, at } = answers;
  const within = (share: number): Milliseconds | undefined => {
    const rank = Math.max(1, Math.ceil(share * (count + failed)));
    return rank <= count && rank > 0 ? answers.atRank(rank) : undefined;
  };
  return {
    count,
    failed,
    p50: within(0.5),
    p99: within(0.99),
    ofAnswers: count > 0 ? { p50: at(0.5), p99: at(0.99) } : undefined,
  };
}
