import type { Requests } from '../requests';
import type { Run } from '../simulate';
import { type Band, band } from './band';
import { largestConstantSize, lruByteMisses } from './byte-distance';
import { miniature, readsOf } from './miniature';
import { sampleKeys } from './sample';
import { shards } from './shards';
import { lruMisses } from './stack-distance';

/** Method of a curve: stack distances of LRU, exact or sampled; simulation of any policy, in miniature or full size. */
export type CurveMethod = 'exact' | 'shards' | 'miniature' | 'full';

export interface CurveRun extends Omit<Run, 'capacity'> {
  /** Above 0; in entries or bytes, according to `unit`. */
  readonly sizes: readonly number[];
  /** Share of the keys that is sampled; 1: all. `rateForKeys` bounds their number. */
  readonly sampleRate: number;
  /** Number of samples averaged into the curve; two or more give its error. */
  readonly salts: number;
}

/** The miss ratio of a policy at each size; the errors are 0 if all keys were used. */
export interface Curve extends Band {
  readonly method: CurveMethod;
}

/** Computes a miss-ratio curve with the fastest method that is correct for the policy, the trace and the sample. */
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
 * Returns whether one pass over stack distances equals a simulation. Writes and expiry break inclusion: a write keeps a
 * resident entry's position, and a deadline depends on when the entry was inserted, so a larger cache need not contain
 * the content of a smaller one.
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
