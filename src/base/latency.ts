import { Percentiles } from './histogram';
import type { Milliseconds } from './units';

/**
 * Durations of requests at two percentiles. A request that got no answer has no duration: it ranks behind every answer,
 * so that failures can only lengthen a percentile, and where the rank falls on one of them there is none.
 */
export interface Latency {
  /** Requests that were answered, and those that were not. */
  readonly count: number;
  readonly failed: number;
  /** Within this time half of the requests were answered, and 99 of 100; undefined when fewer were answered at all. */
  readonly p50: Milliseconds | undefined;
  readonly p99: Milliseconds | undefined;
  /** The same of the answers alone; undefined when there was none. */
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
