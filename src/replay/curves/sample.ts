import type { Requests } from '../requests';
import { footprintOf } from '../sizes';

/** A trace of some of the keys, with all their requests. */
export interface Sample {
  readonly requests: Requests;
  /** Share of all keys, and of their bytes, that it really holds: a cache for it is smaller by as much. */
  readonly share: { readonly objects: number; readonly bytes: number };
}

/**
 * The requests for a share of the keys: spatial sampling (Waldspurger, Park, Garthwaite and Ahmad, FAST 2015). Where the
 * paper takes each key by a hash of its own, here the keys stand in the order in which they first appear, and of each
 * 1 / `rate` in a row a hash takes one. Keys that appear together are alike (a loop, the hottest ones), so that each
 * kind is in the sample with its share: the cliff of a loop stays where it is, and the error is a fraction.
 * Another `salt` takes other keys; at least one key is taken, and never more than `rate` × all, rounded up.
 * Cost: O(1) a request, 4 bytes a key.
 */
export function sampleKeys(requests: Requests, rate: number, salt: number): Sample {
  const { ids, distinct, sizes } = requests;
  const taken = takenKeys(distinct, rate, salt);
  // Most requests are for keys left out: a bit a key tells, without a look at a larger table.
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
    // Written in any case, kept if the key is taken: no branch that the processor would have to guess.
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

/** The keys that are in the sample, in the order of their first appearance. */
function takenKeys(distinct: number, rate: number, salt: number): Int32Array {
  const taken = new Int32Array(Math.ceil(distinct * rate) + 1);
  let count = 0;
  let first = 0;
  for (let row = 0; first < distinct; row++) {
    const next = Math.ceil((row + 1) / rate);
    // Of few keys one is taken all the same.
    const among = row === 0 ? Math.min(next, distinct) : next - first;
    const pick = first + (hashOf(row, salt) % among);
    if (pick < distinct) taken[count++] = pick;
    first = next;
  }
  return taken.subarray(0, count);
}

/**
 * The rate at which at most `keys` distinct keys are taken: SHARDS of fixed size. The paper lowers the rate as keys come
 * in, because a stream does not say how many will; where the whole trace is at hand, the rate it would end at is known
 * from the start, and no sample has to be corrected afterwards.
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

/** 32 bits (the finisher of MurmurHash3, Appleby 2008). */
function hashOf(row: number, salt: number): number {
  let hash = Math.imul(row ^ Math.imul(salt, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
