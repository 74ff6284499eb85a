import type { VirtualMs } from '../../base/units';
import type { Checkpoint } from '../../store/facts';
import type { LostTraining, RunSpec, TimedIntervention } from '../contract/engine';
import { inForce } from '../serving/in-force';
import type { PartStates } from './saved-parts';

/**
 * A run at one moment, to go on from: plain data, which may be kept elsewhere. Values of the caches are shared with the
 * run that goes on, since nobody changes them; in the naive way that does, they are copied.
 */
export interface SavedRun {
  readonly at: VirtualMs;
  /** What was opened. */
  readonly spec: RunSpec;
  readonly interventions: readonly TimedIntervention[];
  readonly refused: number;
  readonly lost: LostTraining | undefined;
  readonly lastTicket: number;
  /** The model of the shop as it was opened is not part of it. */
  readonly store: Checkpoint;
  readonly parts: PartStates;
}

/** The same, with values that nobody else changes. */
export const ownValues = (saved: SavedRun): SavedRun =>
  inForce(saved.parts.settings.settings).way?.sortsInPlace ? structuredClone(saved) : saved;
