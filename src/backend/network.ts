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

export interface Passage {
  readonly kind: 'through' | 'error' | 'offline';
  /** What it takes in the model, and how long this browser has to wait for that to have passed. */
  readonly virtualMs: VirtualMs;
  readonly afterMs: Milliseconds;
}

/** Draws what the network does to one request: whether it arrives, and how long it takes. */
export function passage(weather: Weather, random: Random): Passage {
  const virtualMs = weather.latencyMs + random.next() * weather.jitterMs;
  if (weather.offline) return { kind: 'offline', virtualMs: 0, afterMs: 0 };
  const kind = random.next() < weather.errorShare ? 'error' : 'through';
  return { kind, virtualMs, afterMs: virtualMs / weather.speed };
}
