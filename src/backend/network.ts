import type { Random } from '../base/random';
import type { Milliseconds, VirtualMs } from '../base/units';

/** The configured network between this browser and the shop. Virtual times. */
export interface NetworkConditions {
  readonly latencyMs: VirtualMs;
  readonly jitterMs: VirtualMs;
  /** Share of the requests answered with 503, 0 to 1. */
  readonly errorShare: number;
  readonly offline: boolean;
  /** Virtual seconds per second of the wall clock. */
  readonly speed: number;
}

export interface Transit {
  readonly kind: 'through' | 'error' | 'offline';
  /** Latency in the model, and the wall time for which this browser waits. */
  readonly virtualMs: VirtualMs;
  readonly afterMs: Milliseconds;
}

/** Draws what happens to one request in the network: whether it arrives, and how long it takes. */
export function transit(network: NetworkConditions, random: Random): Transit {
  const virtualMs = network.latencyMs + random.next() * network.jitterMs;
  if (network.offline) return { kind: 'offline', virtualMs: 0, afterMs: 0 };
  const kind = random.next() < network.errorShare ? 'error' : 'through';
  return { kind, virtualMs, afterMs: virtualMs / network.speed };
}
