import type { Problem } from '../../base/result';
import type { VirtualMs } from '../../base/units';
import type { Intervention } from './interventions';
import type { Settings } from './settings';

export type Speed = number | 'max';
export const SPEED_MIN = 0.1;
/** Beyond this the query cache's timers cannot follow; only `max` is faster. */
export const SPEED_MAX_FINITE = 60;

export interface TimedIntervention {
  readonly at: VirtualMs;
  readonly what: Intervention;
}

/** Which data an imported shop was made from: a hash of it, and its title for people. */
export interface ShopData {
  readonly hash: string;
  readonly title: string;
}

export interface RunSpec {
  readonly seed: number;
  readonly shop: 'embedded' | 'imported';
  /** The data of an imported shop; left out where it is not known, as in links of before. */
  readonly data?: ShopData | undefined;
  /** At the start of the run. */
  readonly settings: Settings;
  readonly interventions: readonly TimedIntervention[];
  /** The steps that the link of this run could not hold. */
  readonly stepsLeftOut?: LeftOut | undefined;
}

/** Steps that a link could not hold. */
export interface LeftOut {
  /** 0: their number is not known. */
  readonly steps: number;
  /** When the first of them is. */
  readonly from: VirtualMs;
}

/** How a run is looked at, beside what it is: goes along in a link and in a run's file. */
export interface RunView {
  readonly speed: Speed;
  /** The id of the study that is open. */
  readonly study?: string | undefined;
  /** The moment that is shown, if it is not the start. */
  readonly at?: VirtualMs | undefined;
}

export interface OpenedRun {
  readonly shop: ShopInfo;
  /** Said when the shop asked for could not be had and the embedded one is used instead. */
  readonly notice?: Problem;
}

export interface ShopInfo {
  readonly source: 'embedded' | 'imported';
  /** Hash of an imported shop's data. */
  readonly hash?: string | undefined;
  readonly title: string;
  readonly products: number;
  readonly shoppers: number;
  readonly purchases: number;
  readonly categories: readonly {
    readonly id: number;
    readonly name: string;
  }[];
}
