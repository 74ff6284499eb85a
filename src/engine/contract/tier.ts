import type { Latency } from '../../base/latency';
import type { Bytes, VirtualMs } from '../../base/units';

export type { Latency } from '../../base/latency';

export const memoCacheNames = ['similarities', 'weights', 'rankings'] as const;
export type MemoCacheName = (typeof memoCacheNames)[number];

/** What became of a request to a cache. Exclusive: a request is counted under one of them. */
export const outcomes = ['fresh', 'stale', 'wrong', 'coalesced', 'miss', 'error'] as const;
/**
 * fresh, stale, wrong: hits by the truth of what they gave (`stale`: out of date, but the shopper sees no
 * difference; `wrong`: the shopper sees a different answer). coalesced: waited for somebody else's computation.
 */
export type Outcome = (typeof outcomes)[number];

/**
 * Why a request got no answer. timeout: the hard time limit. queue full: no place to wait for a core. store down: a
 * query failed. compute failed: the computation failed. remembered: an earlier failure is remembered, nothing was tried.
 */
export const failureReasons = [
  'timeout',
  'queue full',
  'store down',
  'compute failed',
  'remembered',
] as const;
export type FailureReason = (typeof failureReasons)[number];
export type Failures = Readonly<Record<FailureReason, number>>;

/** Running totals. requests = the sum of the outcomes; inserted = entries + evicted + expired + invalidated + replaced. */
export interface TierCounters extends Record<Outcome, number> {
  requests: number;
  inserted: number;
  evicted: number;
  expired: number;
  invalidated: number;
  replaced: number;
  refused: number;
  retries: number;
  /** Of the stale and the wrong: those that were audited. What was not audited is counted as stale. */
  audited: number;
  /** Recomputations that gave what was in hand; see the glossary for what that means. */
  needless: number;
  /** Queries that hits made unnecessary: those their entries' making took. */
  savedQueries: number;
  /** Computing that hits made unnecessary, virtual. */
  savedMs: VirtualMs;
}

/** One tier's figures: a memo cache, all three together, or the query cache of the browser. */
export interface TierFigures {
  readonly total: TierCounters;
  /** The same over the window that the charts show. */
  readonly window: TierCounters;
  /** Of the window, in virtual time. */
  readonly latency: Latency;
  /** The errors of the window by reason; left out where reasons are not known. */
  readonly failures?: Failures;
  readonly entries: number;
  readonly maxEntries: number | 'unbounded';
  readonly bytes: Bytes;
  readonly maxBytes: Bytes | 'unbounded';
  /** Age of the stalest answer served in the window; undefined when none was stale. */
  readonly stalestMs?: VirtualMs;
}
