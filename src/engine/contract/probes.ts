import type { VirtualMs } from '../../base/units';
import type { MemoCacheName } from './tier';
import type { DrillName } from './words';

/** The five rules of safe caching, in the order in which they are shown. */
export const ruleNames = ['deterministic', 'idempotent', 'expiring', 'bounded', 'failure-tolerant'] as const;
export type RuleName = (typeof ruleNames)[number];
export type RuleState = 'passing' | 'failing' | 'not yet known';

/** What the five probes say of this run. */
export interface ProbesReport {
  readonly rules: readonly RuleReport[];
  readonly drills: readonly DrillReport[];
  /** What the engine keeps beside its caches: entries of each of its books, and the most that there may be. */
  readonly books: readonly Evidence[];
}

export interface RuleReport {
  readonly name: RuleName;
  /** In one sentence. */
  readonly rule: string;
  readonly state: RuleState;
  /** Since the start of the run. */
  readonly checks: number;
  readonly violations: number;
  readonly evidence: readonly Evidence[];
  /** The last violations, newest first. */
  readonly last: readonly Violation[];
}

/** A figure of a probe, of one cache where stated. Undefined: there are no observations yet. */
export interface Evidence {
  readonly what: EvidenceName;
  readonly cache?: MemoCacheName;
  readonly value: number | undefined;
  /** What it may be at most. */
  readonly bound?: number | 'unbounded';
}
export type EvidenceName =
  | 'executed-again-at-once'
  | 'executed-again-later'
  | 'fresh-hits-recomputed'
  | 'fresh-hits-wrong'
  | 'writes-repeated'
  | 'messages-repeated'
  | 'requests-repeated'
  | 'with-deadline'
  | 'oldest-entry'
  | 'served-late-as-asked'
  | 'written-after-invalidation'
  | 'most-entries'
  | 'most-bytes'
  | 'unanswered'
  | 'unanswered-held'
  | 'answered-degraded'
  | 'kept-degraded'
  | 'kept-notes'
  | 'kept-changes'
  | 'kept-dates'
  | 'kept-departed'
  | 'kept-true'
  | 'kept-places'
  | 'kept-answers'
  | 'kept-lines'
  | 'kept-traces';

export interface Violation {
  /** Counted from the start of the run, by rule: no two have the same. */
  readonly number: number;
  readonly at: VirtualMs;
  readonly what: string;
  readonly entry?: EntryLink | undefined;
}

/** An entry by its cache and key, which it keeps for as long as it lives; and the key in words. */
export interface EntryLink {
  readonly cache: MemoCacheName;
  readonly key: number;
  readonly text: string;
}

/** A drill that can be started, and what came of its last time. */
export interface DrillReport {
  readonly name: DrillName | 'shared-tier-gone';
  readonly label: string;
  readonly help: string;
  /** How long its faults last, and as long the look at the recovery after them. */
  readonly lastsMs: VirtualMs;
  /** Why it cannot be started; undefined when it can. */
  readonly unavailable?: string;
  readonly last?: DrillRecord;
}

export interface DrillRecord {
  readonly from: VirtualMs;
  /** When the faults end, or ended. */
  readonly to: VirtualMs;
  readonly phase: 'under way' | 'recovering' | 'over';
  /** Until the phase is over; 0 when all is. */
  readonly leftMs: VirtualMs;
  readonly before: Stretch;
  readonly during: Stretch;
  readonly after: Stretch;
}

/** Page requests that ended in a stretch of time. */
export interface Stretch {
  readonly ended: number;
  readonly answered: number;
  /** Of those: pages that were computed without some of their parts. */
  readonly degraded: number;
  /** Age of the pages that were given, from their making; undefined without an answer. */
  readonly meanAgeMs: VirtualMs | undefined;
  readonly oldestMs: VirtualMs | undefined;
  /** From the asking to the answer. */
  readonly meanWaitMs: VirtualMs | undefined;
}
