import type { Interactions } from '../../../base/interactions';
import type { Reply } from '../../../base/result';
import type { Milliseconds } from '../../../base/units';
import type { ModelColumns, TrainedModel } from '../../../recommender/contract';

/** What is to be trained. Plain data: it may cross to another thread. */
export type TrainingTask =
  | { readonly kind: 'train'; readonly model: string; readonly interactions: Interactions }
  /** Takes later purchases into a model that is given as its columns, which are only read. */
  | { readonly kind: 'update'; readonly columns: ModelColumns; readonly since: Interactions };

export interface Trained {
  readonly model: TrainedModel;
  /** What it took on the wall clock. */
  readonly measuredMs: Milliseconds;
}

export interface TrainingWatch {
  /** Share that is done, 0 to 1. */
  progressed(share: number): void;
  /** Once, and the last that is heard. */
  ended(reply: Reply<Trained>): void;
}

/**
 * Where models are really trained, handed to the engine like its wall clock. How long it takes there has no bearing
 * on when a model takes over: that is a moment of virtual time, and virtual time waits for it.
 */
export interface Trainer {
  /** Begins. The function that is given back ends it; then nothing more is heard of it. */
  start(task: TrainingTask, watch: TrainingWatch): () => void;
}
