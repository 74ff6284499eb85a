import type { VirtualMs } from '../../base/units';
import type { RankedPage, Scored, Weights } from '../../recommender/contract';
import type { MemoCacheName } from '../contract/engine';
import type { FactsRead } from './facts-read';

/** What each memo cache holds. */
export interface StageValues {
  similarities: Scored;
  weights: Weights;
  rankings: RankedPage;
}

/**
 * A computed value with what it was computed from (the facts of its parts among them), and what that cost. This is
 * what the memo caches store.
 */
export interface StageResult<S extends MemoCacheName> extends FactsRead {
  readonly stage: S;
  readonly key: number;
  readonly value: StageValues[S];
  /** Parts that it was computed without, since they failed or came too late; 0: it is whole. */
  readonly missingParts: number;
  /** When its facts were read. */
  readonly computedAt: VirtualMs;
  /** Virtual time of the making, parts not counted. */
  readonly costMs: VirtualMs;
  readonly queries: number;
  /** Queries of the making of it and of all its parts: what it would take without caches. */
  readonly queriesInAll: number;
}

/** A value of whichever stage. */
export type AnyStageResult = { readonly [S in MemoCacheName]: StageResult<S> }[MemoCacheName];
