import type { Random } from '../../base/random';
import type { Served } from '../../cache/answer';
import type { Asking } from '../../cache/memo';
import type { FailureReason, MemoCacheName } from '../contract/engine';
import type { Settings } from '../contract/settings';
import type { RunClock } from '../time/events';
import type { Cores } from './cores';
import type { Flight, Then, Wait } from './flight';
import type { Judge } from './judge';
import type { PageKeys } from './keys';
import type { Memos } from './memos';
import type { Observer } from './observer';
import type { ReplicaId, Request } from './request';
import type { SecondLevel } from './second-level';
import type { AnyStageResult } from './stage-result';
import type { StageRunner } from './stage-runner';
import type { Stages } from './stages';

/** What a computation leads through. */
export interface ComputeParts {
  readonly clock: RunClock;
  readonly memos: Memos;
  readonly stages: Stages;
  readonly keys: PageKeys;
  readonly runner: StageRunner;
  readonly judge: Judge;
  readonly observer: Observer;
  readonly settings: () => Settings;
  /** Measures a computation on the wall clock. */
  readonly measured: <T>(run: () => T, stage: MemoCacheName) => T;
}

export interface FlightParts extends ComputeParts {
  /** The replica whose computations these are. */
  readonly replica: ReplicaId;
  readonly secondLevel: SecondLevel;
  readonly cores: Cores;
  /** Which computations fail, and how long retries wait. */
  readonly random: Random;
  /** A renewal has ended. */
  readonly renewed: () => void;
}

/** The way back from a flight to those that it concerns. */
export interface FlightHost {
  /** Looks a part up for a flight; `then` says where it goes. */
  obtain(stage: MemoCacheName, key: number, request: Request, then: Then, how: Asking): void;
  /** A flight has ended for one that waits. */
  settle(flight: Flight, wait: Wait, end: End): void;
}

/** How a flight ends for those that wait: with its value, with an older one, or without. */
export type End =
  | { readonly result: AnyStageResult }
  | { readonly instead: Served<number, AnyStageResult> }
  | { readonly failed: FailureReason };

/** A reason in words: so many parts are missing. */
export const withoutParts = (missing: number): string =>
  `without ${missing} ${missing === 1 ? 'part' : 'parts'}`;
