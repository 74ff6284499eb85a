import type { VirtualMs } from '../../base/units';
import type { Checkpoint } from '../../store/facts';
import type { LostTraining, RunSpec, TimedIntervention } from '../contract/engine';
import { inForce } from '../serving/in-force';
import { without } from './intervention-lists';
import type { PartStates } from './saved-parts';

/**
 * The state of a run at one moment, as plain data. Cached values are shared with the run, because they never change;
 * they are copied for the naive way that sorts them in place.
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

/** Returns the same state with values that no other run changes. */
export const ownValues = (saved: SavedRun): SavedRun =>
  inForce(saved.parts.settings.settings).way?.sortsInPlace ? structuredClone(saved) : saved;

/** Returns the interventions that a run did not have yet when it was saved, of all that are known of it. */
export function madeSince(
  { at, interventions }: Pick<SavedRun, 'at' | 'interventions'>,
  known: readonly TimedIntervention[],
): TimedIntervention[] {
  // One that was planned before the saving may come after it.
  return without(known, interventions).filter((one) => one.at > at);
}
