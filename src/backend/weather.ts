import type { Random } from '../base/random';
import type { Milliseconds, VirtualMs } from '../base/units';

/** The network between this browser and the shop, as it is set at the moment. Virtual times. */
export interface Weather {
  readonly latencyMs: VirtualMs;
  readonly jitterMs: VirtualMs;
  /** Share of the requests that are answered with 503, 0 to 1. */
  readonly errorShare: number;
  readonly offline: boolean;
  /** Virtual seconds in a second of the wall clock. */
  readonly speed: number;
}

export type Passage = { readonly kind: 'through' | 'error' | 'offline'; readonly afterMs: Milliseconds };

/** What the network does to one request: how long it takes, on the wall clock, and whether it arrives. */
export function passage(weather: Weather, random: Random): Passage {
  const afterMs = (weather.latencyMs + random.next() * weather.jitterMs) / weather.speed;
  if (weather.offline) return { kind: 'offline', afterMs: 0 };
  return { kind: random.next() < weather.errorShare ? 'error' : 'through', afterMs };
}
