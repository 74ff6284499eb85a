import type { Requests } from '../requests';
import { footprintOf } from '../sizes';

/** A trace of some of the keys, with all their requests. */
export interface Sample {
  readonly requests: Requests;
  /** Actual share of all keys, and of their bytes: the factor by which to scale down a cache. */
  readonly share: { readonly objects: number; readonly bytes: number };
}

/**
 * Samples the requests for a share of the keys: spatial sampling (Waldspurger, Park, Garthwaite and Ahmad, FAST 2015).
 * The paper selects each key by its own hash. Here the keys are in order of first appearance, and a hash selects one of
 * each run of 1 / `rate` keys. Keys that appear together are alike (a loop, the most popular ones), so the sample holds
 * each kind in proportion: the cliff of a loop stays in place, and the error is a fraction of the paper's.
 * Another `salt` selects other keys. At least one key is selected, at most `rate` × all, rounded up.
 * Cost: O(1) per request, 4 bytes per key.
 */
export function sampleKeys(requests: Requests, rate: number, salt: number): Sample {
  const { ids, distinct, sizes } = requests;
  const taken = takenKeys(distinct, rate, salt);
  // Most requests are for keys outside the sample: one bit per key decides without access to a larger table.
  const isTaken = new Int32Array((distinct >> 5) + 1);
  const numbers = new Int32Array(distinct);
  for (let number = 0; number < taken.length; number++) {
    const id = taken[number] as number;
    isTaken[id >> 5] = (isTaken[id >> 5] as number) | (1 << id);
    numbers[id] = number;
  }
  const chosen = new Int32Array(ids.length);
  let length = 0;
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at] as number;
    // Written unconditionally and kept if the key is sampled: avoids a branch that the processor would mispredict.
    chosen[length] = at;
    length += ((isTaken[id >> 5] as number) >>> id) & 1;
  }
  const at = chosen.slice(0, length);
  const sampled = new Int32Array(length);
  for (let i = 0; i < length; i++) sampled[i] = numbers[ids[at[i] as number] as number] as number;
  const sample: Requests = {
    ids: sampled,
    distinct: taken.length,
    sizes: picked(sizes, at, Float64Array),
    times: picked(requests.times, at, Float64Array),
    ttls: picked(requests.ttls, at, Float64Array),
    ops: picked(requests.ops, at, Uint8Array),
  };
  const objects = taken.length / Math.max(1, distinct);
  const bytes =
    sizes === undefined ? objects : footprintOf(sample).bytes / Math.max(1, footprintOf(requests).bytes);
  return { requests: sample, share: { objects, bytes } };
}

/** Returns the sampled keys, in order of first appearance. */
function takenKeys(distinct: number, rate: number, salt: number): Int32Array {
  const taken = new Int32Array(Math.ceil(distinct * rate) + 1);
  let count = 0;
  let first = 0;
  for (let row = 0; first < distinct; row++) {
    const next = Math.ceil((row + 1) / rate);
    // With few keys, still one is sampled.
    const among = row === 0 ? Math.min(next, distinct) : next - first;
    const pick = first + (hashOf(row, salt) % among);
    if (pick < distinct) taken[count++] = pick;
    first = next;
  }
  return taken.subarray(0, count);
}

/**
 * Returns the rate at which at most `keys` distinct keys are sampled: SHARDS of fixed size. The paper lowers the rate
 * as keys arrive, because a stream's number of keys is unknown. Here the whole trace is known, so the final rate is
 * known from the start and no sample needs correction.
 */
export const rateForKeys = (keys: number, distinct: number): number =>
  keys < distinct ? keys / distinct : 1;

function picked<A extends Float64Array | Uint8Array>(
  column: A | undefined,
  at: Int32Array,
  Column: new (length: number) => A,
): A | undefined {
  if (column === undefined) return undefined;
  const some = new Column(at.length);
  for (let i = 0; i < at.length; i++) some[i] = column[at[i] as number] as number;
  return some;
}

/** Returns a hash of 32 bits (the finisher of MurmurHash3, Appleby 2008). */
function hashOf(row: number, salt: number): number {
  let hash = Math.imul(row ^ Math.imul(salt, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
