import type { Problem } from '../../base/result';
import type { Milliseconds, VirtualMs } from '../../base/units';

/** The model that serves. */
export interface ModelFigures {
  readonly label: string;
  /** Counted from 0, the one that the shop was opened with. */
  readonly version: number;
  readonly how: 'trained' | 'updated';
  /** When it took over. */
  readonly since: VirtualMs;
  /** What its training or update took on the wall clock; undefined where it took no time to speak of. */
  readonly measuredMs?: Milliseconds | undefined;
  /** Purchases that it does not know. */
  readonly purchasesSince: number;
  /** The model that is set, where another serves: its training is under way or was cancelled. */
  readonly wanted?: string | undefined;
  /** The next one. */
  readonly training?: TrainingFigures | undefined;
  /** The last training that was lost. */
  readonly lost?: LostTraining | undefined;
}

export interface TrainingFigures {
  readonly label: string;
  readonly task: 'train' | 'update';
  /** Share of the real training that is done, 0 to 1. */
  readonly share: number;
  /** When its model takes over; undefined while it waits for a core. */
  readonly takesOverAt?: VirtualMs | undefined;
  /** Virtual time has come to that moment before the real training: it stands still until then. */
  readonly holdsTime: boolean;
}

export interface LostTraining {
  /** Counts those of this run. */
  readonly number: number;
  readonly problem: Problem;
}

/** How far the serving model has drifted from one that is trained on everything that was bought by now. */
export interface ModelDrift {
  /** When it was measured, virtual. */
  readonly at: VirtualMs;
  readonly label: string;
  readonly version: number;
  /** Purchases that the serving model did not know. */
  readonly purchasesSince: number;
  /** Products whose lists were compared. */
  readonly products: number;
  /** Of a product's ten most similar ones: the share that the other model has not among its ten, 0 to 1. */
  readonly meanDifference: number;
  readonly maxDifference: number;
  /** Products whose lists hold the same ten. */
  readonly unchanged: number;
}
