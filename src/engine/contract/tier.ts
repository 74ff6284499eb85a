import type { Latency } from '../../base/latency';
import type { Bytes, VirtualMs } from '../../base/units';
import type { MissReason } from '../../cache/answer';

export type { Latency } from '../../base/latency';
export type { MissReason } from '../../cache/answer';

export const memoCacheNames = ['similarities', 'weights', 'rankings'] as const;
export type MemoCacheName = (typeof memoCacheNames)[number];

/**
 * What a hit was worth. fresh: no fact that it was computed from has changed. stale: one has, and the shopper sees no
 * difference. wrong: the shopper sees a different answer. unchecked: it may be wrong, since a fact has changed or an
 * input was missing when it was computed, and it was not audited.
 */
export const hitTruths = ['fresh', 'stale', 'unchecked', 'wrong'] as const;
export type HitTruth = (typeof hitTruths)[number];

/**
 * What became of a request to a cache. Exclusive: a request is counted under one of them. degraded: computed without
 * some of its inputs (similarities or weights), because those failed or came too late. coalesced: waited for the computation of an equal request.
 */
export const outcomes = [...hitTruths, 'degraded', 'coalesced', 'miss', 'error'] as const;
export type Outcome = (typeof outcomes)[number];

/**
 * Why a request got no answer. timeout: the hard timeout. queue full: no place to wait for a core. store down: a
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

/** Why a value was not in its cache and had to be computed; what each means: `MissReason`. In the order of the page. */
export const missReasons = Object.keys({
  cold: true,
  evicted: true,
  expired: true,
  invalidated: true,
  refused: true,
  bypassed: true,
  early: true,
  failed: true,
  corrupt: true,
} satisfies Record<MissReason, true>) as readonly MissReason[];
/** Misses by reason. They add up to the counter `miss`. */
export type Misses = Readonly<Record<MissReason, number>>;

/** Requests that were answered from a cache. */
export const hitsOf = (counts: Readonly<Record<HitTruth, number>>): number =>
  hitTruths.reduce((sum, truth) => sum + counts[truth], 0);

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
  /** Hits on values whose facts are all current that were recomputed all the same: those of a sample. */
  freshAudited: number;
  /** Wrong answers whose facts are all current. Versions do not show them: the code that computed them is at fault. */
  hidden: number;
  /** Of the degraded: those that were audited. */
  degradedAudited: number;
  /** Of those: the ones that would have shown the shopper something else with all their parts. */
  degradedWrong: number;
  /** Recomputations that gave the same as the key's last value; the glossary says which values count as last. */
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
  /** The misses of the window by reason; left out where reasons are not known. */
  readonly misses?: Misses;
  readonly entries: number;
  readonly maxEntries: number | 'unbounded';
  readonly bytes: Bytes;
  readonly maxBytes: Bytes | 'unbounded';
  /** Age of the stalest answer served in the window; undefined when none was stale. */
  readonly stalestMs?: VirtualMs;
}
