import type { Bytes, VirtualMs } from '../../base/units';
import type { ChangeKind } from '../../store/changes';
import type { ChangeLine } from './changes';
import type { MemoCacheName } from './tier';
import type { StrategyName } from './words';

export const changeKinds = ['price', 'stock', 'profile', 'purchase', 'model'] as const;

/** What became of the message about a change; `untold`: the strategy sends none. */
export type MessageFate = 'untold' | 'under way' | 'arrived' | 'lost';

/** Entries of one cache that would have been served when the message came, or should have come. */
export interface ReachCount {
  /** The strategy reached them: took them out, replaced them, had them made anew. */
  readonly reached: number;
  /** They hold the fact in an older version, and were not reached. */
  readonly missed: number;
}
export type ReachByCache = Readonly<Record<MemoCacheName, ReachCount>>;

/** Of the entries reached, those that were held against the store, and those of them that were right still. */
export interface Judged {
  readonly judged: number;
  readonly needless: number;
}

/** One change and what its message reached. */
export interface ChangeReach extends ChangeLine, Judged {
  readonly strategy: StrategyName;
  readonly message: MessageFate;
  /** From the change to the message's arrival; undefined where none has arrived. */
  readonly tookMs: VirtualMs | undefined;
  readonly caches: ReachByCache;
}

/** All changes under one strategy since it was set last. */
export interface StrategyReach extends Judged {
  readonly strategy: StrategyName;
  readonly since: VirtualMs;
  readonly changes: number;
  readonly lost: number;
  /** By what changed. */
  readonly kinds: Readonly<Record<ChangeKind, ReachByCache>>;
}

/** What invalidation reached. */
export interface ReachReport {
  /** The present strategy first, then the others that were set in this run. */
  readonly strategies: readonly StrategyReach[];
  /** The last ones of each kind, newest first. */
  readonly changes: readonly ChangeReach[];
  /** Entries that no key finds any more, of generations that are past. */
  readonly garbage: Readonly<Record<MemoCacheName, { readonly entries: number; readonly bytes: Bytes }>>;
  /** Entries that wait to be made anew behind the answers. */
  readonly waiting: number;
}

/** An entry that a change concerned. `judged`: whether it was right still when the message came, where that was looked at. */
export interface ConcernedEntry {
  readonly cache: MemoCacheName;
  readonly key: string;
  readonly fate: 'reached' | 'missed';
  readonly judged: 'right' | 'wrong' | undefined;
}
