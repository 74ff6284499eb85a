import type { Requests } from '../requests';
import type { Run } from '../simulate';
import { type Band, band } from './band';
import { largestConstantSize, lruByteMisses } from './byte-distance';
import { miniature, readsOf } from './miniature';
import { sampleKeys } from './sample';
import { shards } from './shards';
import { lruMisses } from './stack-distance';

/** How a curve came about: LRU by stack distance, whole or sampled; any policy simulated, small or whole. */
export type CurveMethod = 'exact' | 'shards' | 'miniature' | 'full';

export interface CurveRun extends Omit<Run, 'capacity'> {
  /** Above 0; in entries or bytes, as `unit` says. */
  readonly sizes: readonly number[];
  /** Share of the keys that is looked at; 1: all. See `rateForKeys` for a bound on them. */
  readonly sampleRate: number;
  /** How many samples the curve is the mean of; from 2 on they tell its error. */
  readonly salts: number;
}

/** The miss ratio of a policy at each size; its errors are 0 where all keys were looked at. */
export interface Curve extends Band {
  readonly method: CurveMethod;
}

/** A miss-ratio curve by the fastest way that is right for the policy, the trace and the sample. */
export function missRatioCurve(requests: Requests, run: CurveRun): Curve {
  const { sizes, sampleRate, salts, seed, unit } = run;
  const reads = readsOf(requests);
  const isLru = hasStackDistances(requests, run);
  if (sampleRate >= 1) {
    const missRatios = isLru
      ? exact(requests, run)
      : miniature({ requests, share: WHOLE }, reads, sizes, run);
    return { missRatios, errors: new Float64Array(sizes.length), method: isLru ? 'exact' : 'full' };
  }
  const found = band(
    Array.from({ length: salts }, (_, number) => seed + number),
    (salt) => {
      const sample = sampleKeys(requests, sampleRate, salt);
      return isLru
        ? shards(sample, reads, sizes, unit)
        : miniature(sample, reads, sizes, { ...run, seed: salt });
    },
  );
  return { ...found, method: isLru ? 'shards' : 'miniature' };
}

const WHOLE = { objects: 1, bytes: 1 };

/**
 * Whether one pass over stack distances gives what a simulation gives. A write keeps an entry's place if it is in, and
 * an expiry depends on when it came in: with them, a larger cache need not hold all that a smaller one holds.
 */
export function hasStackDistances(
  requests: Requests,
  { policy, unit, ttlMs, sizes }: Pick<CurveRun, 'policy' | 'unit' | 'ttlMs' | 'sizes'>,
): boolean {
  const { ops, ttls, times } = requests;
  if (policy.name !== 'lru' || ops !== undefined) return false;
  if (times !== undefined && (ttlMs !== undefined || ttls !== undefined)) return false;
  if (unit === 'entries') return true;
  const largest = largestConstantSize(requests);
  return largest !== undefined && sizes.every((size) => size >= largest);
}

function exact(requests: Requests, { sizes, unit }: CurveRun): Float64Array {
  const { ids, distinct } = requests;
  if (unit === 'bytes') return lruByteMisses(requests, sizes).map((misses) => misses / ids.length);
  const misses = lruMisses(ids, distinct);
  return Float64Array.from(sizes, (size) => (misses[Math.min(size, distinct)] as number) / ids.length);
}
