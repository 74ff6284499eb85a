import type { Sample } from './sample';
import { lruMisses } from './stack-distance';

/**
 * LRU's miss ratio at each size, estimated from a sample: SHARDS (Waldspurger, Park, Garthwaite and Ahmad, FAST 2015).
 * The exact curve of the sample, with sizes divided by its share of the keys, and with the number of requests that
 * the share lets expect instead of those found (SHARDS-adj): whether the hottest key is in a sample changes its
 * requests much and its misses hardly. Fixed rate or fixed size is the sample's choice: where the whole trace is at
 * hand, the final threshold of the paper's fixed-size variant is known from the start.
 * Error: about 0.002 of miss ratio with a tenth of a million keys, 0.02 with a hundredth; see `band`.
 * @param requests how many requests the whole trace has.
 */
export function shards(
  { requests: sample, share }: Sample,
  requests: number,
  sizes: readonly number[],
): Float64Array {
  const misses = lruMisses(sample.ids, sample.distinct);
  const expected = requests * share.objects;
  return Float64Array.from(sizes, (size) => {
    const scaled = Math.min(size * share.objects, sample.distinct);
    const below = Math.floor(scaled);
    const atBelow = misses[below] as number;
    const atAbove = misses[Math.min(below + 1, sample.distinct)] as number;
    return Math.min(1, (atBelow + (scaled - below) * (atAbove - atBelow)) / expected);
  });
}
