import type { VirtualMs } from '../base/units';
import type { ApiAnswer } from '../engine/contract/engine';

const X_CACHE = {
  fresh: 'HIT',
  stale: 'HIT',
  unchecked: 'HIT',
  wrong: 'HIT',
  degraded: 'MISS',
  coalesced: 'COALESCED',
  miss: 'MISS',
  error: 'ERROR',
} as const;

/**
 * Returns the headers that a real service would send with its answer. Times are virtual; HTTP uses whole seconds.
 * `X-Cache` states the memo layer's outcome as the cache knows it: a cache does not know that its value is stale.
 */
export function headersOf({ etag, ageMs, freshForMs, outcome, reason, timing, versions, at }: ApiAnswer) {
  const seconds = (ms: number) => Math.floor(ms / 1_000);
  const age = seconds(ageMs);
  const maxAge = freshForMs === 'never' ? 31_536_000 : age + seconds(freshForMs);
  const spans = {
    queue: timing.queueMs,
    compute: timing.computeMs,
    store: timing.storeMs,
    total: timing.totalMs,
  };
  return {
    ETag: `"${etag}"`,
    Age: String(age),
    'Cache-Control': `private, max-age=${maxAge}`,
    'Server-Timing': [
      ...Object.entries(spans).map(([name, ms]) => `${name};dur=${ms.toFixed(2)}`),
      `queries;desc="${timing.queries}"`,
    ].join(', '),
    'X-Cache': `${X_CACHE[outcome]}; ${reason}`,
    // Pairs of fact and version, in a header because a 304 has no body.
    'X-Fact-Versions': versions.join(','),
    'X-Virtual-Time': at.toFixed(3),
  };
}

/**
 * Returns the virtual time from a request to its answer in the model, network and service. The wall time in this
 * browser differs: at high speed most of it is the machine's own work.
 */
export const latencyHeader = (ms: VirtualMs) => ({ 'X-Virtual-Latency': ms.toFixed(3) });
