import type { Requests } from '../simulate';

/** A trace of some of the keys, with all their requests. */
export interface Sample {
  readonly requests: Requests;
  /** Share of all keys, and of their bytes, that it really holds: a cache for it is smaller by as much. */
  readonly share: { readonly objects: number; readonly bytes: number };
}

const UNSEEN = 0;
const LEFT_OUT = -1;

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
  /** Per key its id in the sample + 1, or UNSEEN or LEFT_OUT. */
  const fate = new Int32Array(distinct);
  const chosen = new Int32Array(ids.length);
  const sampled = new Int32Array(ids.length);
  let length = 0;
  let seen = 0;
  let taken = 0;
  let bytesSeen = 0;
  let bytesTaken = 0;
  let row = 0;
  let rowEnd = Math.ceil(1 / rate);
  // Of few keys one is taken all the same.
  let pick = hashOf(row, salt) % Math.min(rowEnd, distinct);
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at] as number;
    let kept = fate[id] as number;
    if (kept === LEFT_OUT) continue;
    if (kept === UNSEEN) {
      const size = sizes === undefined ? 1 : (sizes[at] as number);
      bytesSeen += size;
      kept = seen === pick ? ++taken : LEFT_OUT;
      if (kept > 0) bytesTaken += size;
      fate[id] = kept;
      if (++seen === rowEnd) {
        row++;
        rowEnd = Math.ceil((row + 1) / rate);
        pick = seen + (hashOf(row, salt) % (rowEnd - seen));
      }
      if (kept === LEFT_OUT) continue;
    }
    chosen[length] = at;
    sampled[length++] = kept - 1;
  }
  const at = chosen.subarray(0, length);
  return {
    requests: {
      ids: sampled.slice(0, length),
      distinct: taken,
      sizes: picked(sizes, at, Float64Array),
      times: picked(requests.times, at, Float64Array),
      ttls: picked(requests.ttls, at, Float64Array),
      ops: picked(requests.ops, at, Uint8Array),
    },
    share: { objects: taken / Math.max(1, seen), bytes: bytesTaken / Math.max(1, bytesSeen) },
  };
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
