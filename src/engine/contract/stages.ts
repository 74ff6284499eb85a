import type { Bytes, Milliseconds, VirtualMs } from '../../base/units';
import type { MemoCacheName } from './tier';

/** One stage: what it is to its cache, and what it did since the start of the run. */
export interface StageFigures {
  readonly stage: MemoCacheName;
  /** The cache key, what of the shop the stage reads itself, and its cost in work units: in words. */
  readonly key: string;
  readonly reads: readonly string[];
  /** Stages from whose values it is made. */
  readonly parts: readonly MemoCacheName[];
  readonly cost: string;
  readonly computations: number;
  readonly work: number;
  /** Sum of the virtual times of its computations, those of its parts not counted. */
  readonly virtualMs: VirtualMs;
  /** The same on the wall clock. */
  readonly measuredMs: Milliseconds;
  /** Of its cache: requests, those that were answered from it, entries now, and what they take. */
  readonly requests: number;
  readonly hits: number;
  readonly entries: number;
  readonly bytes: Bytes;
}

export interface StagesReport {
  readonly stages: readonly StageFigures[];
}
