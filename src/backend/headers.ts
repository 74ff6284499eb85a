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
 * What a real service says of its answer. Times are virtual; HTTP counts whole seconds. `X-Cache` tells what the memo
 * layer did, as it knows it: a cache does not know that what it gives is out of date.
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
    // Pairs of fact and version: with a 304 there is no body that could carry them.
    'X-Fact-Versions': versions.join(','),
    'X-Virtual-Time': at.toFixed(3),
  };
}

/**
 * Virtual time from a request to its answer in the model, network and service. How long this browser really waits is
 * another figure: at high speed most of that is the machine's own time.
 */
export const latencyHeader = (ms: VirtualMs) => ({ 'X-Virtual-Latency': ms.toFixed(3) });
