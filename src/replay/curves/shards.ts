import type { Run } from '../simulate';
import { lruByteMisses } from './byte-distance';
import type { Sample } from './sample';
import { lruMisses } from './stack-distance';

/**
 * Estimates LRU's miss ratio at each size from a sample: SHARDS (Waldspurger, Park, Garthwaite and Ahmad, FAST 2015).
 * Computes the exact curve of the sample, with sizes divided by its share of the keys or of their bytes, and with the
 * expected number of requests instead of the sampled one (SHARDS-adj): whether the most popular key is in a sample
 * changes its requests much and its misses little. The sample decides between fixed rate and fixed size: see
 * `rateForKeys`.
 * Error: about 0.002 of miss ratio with a tenth of a million keys, 0.02 with a hundredth; see `band`.
 * @param reads number of requests in the whole trace, all of them reads.
 */
export function shards(
  sample: Sample,
  reads: number,
  sizes: readonly number[],
  unit: Run['unit'] = 'entries',
): Float64Array {
  const { requests, share } = sample;
  const expected = reads * share.objects;
  const misses =
    unit === 'bytes'
      ? lruByteMisses(
          requests,
          sizes.map((size) => size * share.bytes),
        )
      : between(
          lruMisses(requests.ids, requests.distinct),
          sizes.map((size) => size * share.objects),
        );
  return misses.map((missed) => Math.min(1, missed / expected));
}

/** Interpolates linearly between values at integer positions. */
function between(values: Float64Array, places: readonly number[]): Float64Array {
  const last = values.length - 1;
  return Float64Array.from(places, (place) => {
    const below = Math.min(Math.floor(place), last);
    const low = values[below] as number;
    const high = values[Math.min(below + 1, last)] as number;
    return low + Math.min(1, place - below) * (high - low);
  });
}
