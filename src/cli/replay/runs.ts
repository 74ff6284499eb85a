import { performance } from 'node:perf_hooks';
import { formatBytes } from '../../base/units';
import { sampleKeys } from '../../replay/curves/sample';
import type { Trace } from '../../replay/read-trace';
import { simulate } from '../../replay/simulate';
import { footprintOf, parseSize, resolveSize, type Size } from '../../replay/sizes';
import type { Arguments } from './arguments';
import { count, percent, table } from './table';

/** One policy at one size, as printed by `--json`. */
export interface Row {
  readonly trace: string;
  readonly policy: string;
  readonly unit: Size['unit'];
  readonly size: number;
  readonly requests: number;
  readonly hits: number;
  readonly misses: number;
  readonly missRatio: number;
  readonly byteMissRatio: number;
  readonly evictions: number;
  readonly expirations: number;
  /** Values not inserted: too large, not admitted, or without a victim. */
  readonly refused: number;
  readonly seconds: number;
  readonly requestsPerSecond: number;
}

const DEFAULT_SIZES = [parseSize('1%'), parseSize('10%')].filter((size) => size !== undefined);

/**
 * Replays a trace through each policy at each size. For a sample, sizes are those of the whole cache; all counts are
 * the sample's own.
 */
export function runs(
  name: string,
  { requests }: Trace,
  { policies, sizes, ttlMs, seed, sample }: Arguments,
): Row[] {
  const footprint = footprintOf(requests);
  const part =
    sample < 1 ? sampleKeys(requests, sample, seed) : { requests, share: { objects: 1, bytes: 1 } };
  return (sizes ?? DEFAULT_SIZES).flatMap((size) => {
    const capacity = resolveSize(size, footprint);
    return policies.map((policy) => {
      const unit = size.unit === 'bytes' ? 'bytes' : 'entries';
      const start = performance.now();
      const small = Math.max(1, Math.round(capacity * part.share[size.unit]));
      const tally = simulate(part.requests, { policy, capacity: small, unit, ttlMs, seed });
      const seconds = (performance.now() - start) / 1000;
      return {
        trace: name,
        policy: policy.name,
        unit: size.unit,
        size: capacity,
        requests: tally.requests,
        hits: tally.hits,
        misses: tally.misses,
        missRatio: tally.misses / tally.requests,
        byteMissRatio: tally.bytesMissed / tally.bytesAsked,
        evictions: tally.evictions,
        expirations: tally.expirations,
        refused: tally.refusals,
        seconds,
        requestsPerSecond: Math.round(tally.requests / seconds),
      };
    });
  });
}

export function runsTable(rows: readonly Row[]): string {
  return table(
    [
      'policy',
      'size',
      'misses',
      'miss ratio',
      'byte miss ratio',
      'evictions',
      'expirations',
      'refused',
      'requests/s',
    ],
    rows.map((row) => [
      row.policy,
      row.unit === 'bytes' ? formatBytes(row.size) : count(row.size),
      count(row.misses),
      percent(row.missRatio),
      percent(row.byteMissRatio),
      count(row.evictions),
      count(row.expirations),
      count(row.refused),
      count(row.requestsPerSecond),
    ]),
  );
}
