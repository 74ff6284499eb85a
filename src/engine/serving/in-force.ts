import type { Settings } from '../contract/settings';
import { naiveWays } from './naive';
import type { NaiveWay } from './naive/naive-way';

/** How the memo layer works now: as it is set, unless it is memoized in a naive way that knows of no such setting. */
export interface InForce {
  /** Undefined: memoized as it should be. */
  readonly way: NaiveWay | undefined;
  readonly settings: Settings;
}

export function inForce(settings: Settings): InForce {
  const way: NaiveWay | undefined = naiveWays.find(({ name }) => name === settings.memoKind);
  return { way, settings: way?.forces ? { ...settings, ...way.forces } : settings };
}
