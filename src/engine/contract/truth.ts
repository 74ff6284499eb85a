import type { Counted } from '../../base/readings';
import type { VirtualMs } from '../../base/units';
import type { ChangeKind } from '../../store/changes';
import type { Because } from './shop';
import { type HitTruth, hitTruths, type MemoCacheName, type TierCounters } from './tier';

/** Kinds of facts whose change an answer may have missed. */
export const missedKinds = [
  'price',
  'stock',
  'profile',
  'purchase',
  'model',
] as const satisfies readonly ChangeKind[];

/**
 * Why a value was recomputed although the last one showed the same. expired: its TTL was over. invalidated: a change
 * removed it, or everything was cleared. renewed: before its expiry, or in the background. repeated: another request
 * had just computed it.
 */
export const needlessCauses = ['expired', 'invalidated', 'renewed', 'repeated'] as const;
export type NeedlessCause = (typeof needlessCauses)[number];

/** The counters of the verdicts on the answers of a tier. */
export const truthCounters = [
  ...hitTruths,
  'degraded',
  'freshAudited',
  'hidden',
  'degradedAudited',
  'degradedWrong',
  'requests',
  'inserted',
  'needless',
] as const satisfies readonly (keyof TierCounters)[];

/** How true the answers of one cache were, since the start of the run. */
export interface CacheTruth extends Readonly<Pick<TierCounters, (typeof truthCounters)[number]>> {
  readonly cache: MemoCacheName | 'query';
  readonly needlessBy: Readonly<Record<NeedlessCause, number>>;
  /** Staleness ages of answers that had missed a change, counted by bin of `base/histogram`. */
  readonly ages: Float64Array;
  readonly oldestMs: VirtualMs;
  /** Wrong answers by the kind of the first change that they missed. */
  readonly causes: Readonly<Record<ChangeKind, number>>;
  /** The last few, newest first. */
  readonly lastWrong: readonly WrongAnswer[];
}

/** A wrong answer as people can check it: what was shown, and what should have been. */
export interface WrongAnswer {
  readonly at: VirtualMs;
  /** For people: `home of shopper 12`. */
  readonly key: string;
  readonly cause: ChangeKind;
  readonly ageMs: VirtualMs;
  readonly shown: readonly ShownLine[];
  readonly should: readonly ShownLine[];
}
/** One line of an answer: a product as the shop prints it, or a line of a value that is never shown, with its score. */
export interface ShownLine {
  readonly what: string;
  readonly priceCents?: number;
  /** What the shop prints beside the price; left out: nothing but the category. */
  readonly why?: Because | 'sold out';
  readonly score?: number;
}

/** The counts of `CacheTruth` over the window in view, after the last change of a setting that matters to the cache. */
export type TruthCounts = Pick<
  CacheTruth,
  | HitTruth
  | 'freshAudited'
  | 'hidden'
  | 'degraded'
  | 'degradedAudited'
  | 'degradedWrong'
  | 'requests'
  | 'inserted'
  | 'needless'
  | 'needlessBy'
  | 'causes'
>;
export type RecentTruth = Counted<TruthCounts>;

export interface TruthReport {
  readonly caches: readonly CacheTruth[];
  readonly recent: Readonly<Record<MemoCacheName, RecentTruth>>;
}

/** What an audit after the fact found of one cache, beside what was counted live, over the stretch that is recorded. */
export interface AuditedCache {
  readonly cache: CacheTruth['cache'];
  readonly live: AuditedCounts;
  readonly offline: AuditedCounts;
  /** Of those that were unchecked live: how many were wrong. */
  readonly uncheckedWrong: number;
  /** Recomputations of keys whose last value is older than the recording: not compared. */
  readonly undecided: number;
  /** Answers and recomputations that depend on more than facts, in a naive way or with a deal on: not compared. */
  readonly notCovered: number;
}
/** The query cache's refetches are compared by the browser alone: they are not in the recording. */
export type AuditedCounts = Readonly<Record<HitTruth | 'needless', number>>;

/**
 * Where a recording begins. run: at the start of the run. restore: where the run was restored, since a saved run does
 * not contain its recording. limit: at its oldest event, since older ones are no longer kept.
 */
export type RecordingStart = 'run' | 'restore' | 'limit';

export interface OfflineAudit {
  /** Answers, recomputations and departures that were gone through. */
  readonly notes: number;
  /** The recorded span. */
  readonly from: VirtualMs;
  readonly to: VirtualMs;
  readonly begins: RecordingStart;
  readonly caches: readonly AuditedCache[];
  readonly differing: number;
  /** The first difference; undefined when both agree. */
  readonly first?: Disagreement;
}
export interface Disagreement {
  readonly at: VirtualMs;
  readonly cache: CacheTruth['cache'];
  readonly key: string;
  readonly live: string;
  readonly offline: string;
}
