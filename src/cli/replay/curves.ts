import { formatBytes } from '../../base/units';
import { type CurveMethod, missRatioCurve } from '../../replay/curves/curve';
import { rateForKeys } from '../../replay/curves/sample';
import type { Trace } from '../../replay/read-trace';
import { footprintOf, parseSize, resolveSize, type Size } from '../../replay/sizes';
import type { Arguments } from './arguments';
import { count, percent, table } from './table';

/** One point of a curve, as printed by `--json`. */
export interface CurveRow {
  readonly trace: string;
  readonly policy: string;
  readonly unit: Size['unit'];
  readonly size: number;
  readonly missRatio: number;
  /** Error of the miss ratio; 0 if all keys were used. */
  readonly error: number;
  readonly method: CurveMethod;
  readonly sampleRate: number;
  readonly requests: number;
  readonly distinct: number;
  /** For the whole curve. */
  readonly seconds: number;
}

/** Number of samples averaged into a sampled curve; their spread gives its error. */
const SALTS = 3;
const DEFAULT_SIZES = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 20, 30, 40, 50, 60, 80, 100]
  .map((share) => parseSize(`${share}%`))
  .filter((size) => size !== undefined);

/** Computes the miss-ratio curve of each policy: one curve for sizes in objects, another for sizes in bytes. */
export function curves(name: string, { requests }: Trace, args: Arguments): CurveRow[] {
  const { policies, ttlMs, seed, sample, keys } = args;
  const footprint = footprintOf(requests);
  const asked = args.sizes ?? DEFAULT_SIZES;
  const sampleRate = keys === undefined ? sample : rateForKeys(keys, requests.distinct);
  return policies.flatMap((policy) =>
    (['objects', 'bytes'] as const).flatMap((unit) => {
      const ofUnit = asked.filter((size) => size.unit === unit).map((size) => resolveSize(size, footprint));
      const sizes = [...new Set(ofUnit)].sort((a, b) => a - b);
      if (sizes.length === 0) return [];
      const start = performance.now();
      const { missRatios, errors, method } = missRatioCurve(requests, {
        policy,
        sizes,
        unit: unit === 'bytes' ? 'bytes' : 'entries',
        ttlMs,
        seed,
        sampleRate,
        salts: SALTS,
      });
      const seconds = (performance.now() - start) / 1000;
      return sizes.map((size, i) => ({
        trace: name,
        policy: policy.name,
        unit,
        size,
        missRatio: missRatios[i] as number,
        error: errors[i] as number,
        method,
        sampleRate,
        requests: requests.ids.length,
        distinct: requests.distinct,
        seconds,
      }));
    }),
  );
}

export function curvesTable(rows: readonly CurveRow[]): string {
  return table(
    ['policy', 'size', 'miss ratio', '± error', 'method'],
    rows.map(({ policy, unit, size, missRatio, error, method }) => [
      policy,
      unit === 'bytes' ? formatBytes(size) : count(size),
      percent(missRatio),
      percent(error),
      method,
    ]),
  );
}
