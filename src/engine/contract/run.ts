import type { z } from 'zod/mini';
import type { Problem } from '../../base/result';
import type { VirtualMs } from '../../base/units';
import type { interventionSchema } from './intervention-schema';
import type { Settings } from './settings';

export type Speed = number | 'max';
export const SPEED_MIN = 0.1;
/** Beyond this the query cache's timers cannot follow; only `max` is faster. */
export const SPEED_MAX_FINITE = 60;

/** Something a person did to the run. Data, so that the same list is the link and the test script. */
export type Intervention = z.infer<typeof interventionSchema>;

export interface TimedIntervention {
  readonly at: VirtualMs;
  readonly what: Intervention;
}

export interface RunSpec {
  readonly seed: number;
  readonly shop: 'embedded' | 'imported';
  /** At the start of the run. */
  readonly settings: Settings;
  readonly interventions: readonly TimedIntervention[];
}

export interface OpenedRun {
  readonly shop: ShopInfo;
  /** Said when the shop asked for could not be had and the embedded one is used instead. */
  readonly notice?: Problem;
}

export interface ShopInfo {
  readonly source: 'embedded' | 'imported';
  readonly title: string;
  readonly products: number;
  readonly shoppers: number;
  readonly purchases: number;
  readonly categories: readonly {
    readonly id: number;
    readonly name: string;
  }[];
}
