import type { Bytes, VirtualMs } from '../../base/units';
import type { TimedIntervention } from './run';

/** One course of a run: what is done in it, and how far it has been played. */
export interface Future {
  readonly interventions: readonly TimedIntervention[];
  readonly head: VirtualMs;
}

/** Where a run stands in its own time. */
export interface TravelState {
  /** The furthest moment that the present future has been played to. */
  readonly head: VirtualMs;
  /** How often something was done in the past, which began another future; and where the last time. */
  readonly forks: number;
  readonly forkedAt: VirtualMs;
  /** About what the checkpoints take. */
  readonly bytes: Bytes;
}
