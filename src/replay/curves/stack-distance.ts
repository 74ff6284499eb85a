import { powerOfTwoFrom } from '../../base/elementary/double';

/**
 * Returns the exact misses of LRU at each size, from 0 entries to all distinct keys, in one pass. A cache of n entries
 * hits if fewer than n other keys were requested since the last request for the same key (Mattson, Gecsei, Slutz and
 * Traiger, IBM Systems Journal 1970). All requests are reads; nothing expires.
 */
export function lruMisses(ids: Int32Array, distinct: number): Float64Array {
  const distances = stackDistances(ids, distinct);
  const misses = new Float64Array(distinct + 1);
  misses[0] = ids.length;
  for (let size = 1; size <= distinct; size++)
    misses[size] = (misses[size - 1] as number) - (distances[size - 1] as number);
  return misses;
}

/** A word has 32 slots, a block 128: the tree is small, and few bits are counted singly. */
const WORD_BITS = 5;
const BLOCK_BITS = 7;
const BLOCK = 1 << BLOCK_BITS;

/**
 * Returns the number of requests at each distance, from 0; first requests for a key have none. Each key's last request
 * sets a bit, in time order; the distance is the number of bits after it. Bits are counted by word. A Fenwick tree
 * counts those of full blocks and so stays in the processor's nearest caches; the newest block is outside the tree.
 * When the slots are used up, the bits are compacted.
 * Cost: O(log of distinct keys) per request, 10 to 12 bytes per key.
 */
export function stackDistances(ids: Int32Array, distinct: number): Int32Array {
  const blocks = powerOfTwoFrom(Math.max(4, (4 * distinct) >> BLOCK_BITS));
  const slots = blocks << BLOCK_BITS;
  const bits = new Int32Array(slots >> WORD_BITS);
  /** Number of bits in the full blocks: a Fenwick tree from 1. */
  const counts = new Int32Array(blocks + 1);
  /** Slot of a key's last request, + 1; 0: not requested yet. */
  const slotOf = new Int32Array(distinct);
  const distances = new Int32Array(distinct);
  let slot = 0;
  let newest = 0;
  let inNewest = 0;
  let inFull = 0;

  for (let at = 0; at < ids.length; at++) {
    const id = ids[at] as number;
    const last = (slotOf[id] as number) - 1;
    if (last >= 0) {
      const block = last >> BLOCK_BITS;
      const end = (block + 1) << (BLOCK_BITS - WORD_BITS);
      let word = last >> WORD_BITS;
      let behind = ones((bits[word] as number) & (-2 << last));
      bits[word] = (bits[word] as number) & ~(1 << last);
      while (++word < end) behind += ones(bits[word] as number);
      if (block === newest) inNewest--;
      else {
        let upToHere = 0;
        for (let i = block + 1; i > 0; i &= i - 1) upToHere += counts[i] as number;
        for (let i = block + 1; i <= blocks; i += i & -i) counts[i] = (counts[i] as number) - 1;
        behind += inFull - upToHere + inNewest;
        inFull--;
      }
      distances[behind] = (distances[behind] as number) + 1;
    }
    bits[slot >> WORD_BITS] = (bits[slot >> WORD_BITS] as number) | (1 << slot);
    slotOf[id] = ++slot;
    inNewest++;
    if (slot % BLOCK !== 0) continue;
    // The newest block is full and goes into the tree.
    for (let i = newest + 1; i <= blocks; i += i & -i) counts[i] = (counts[i] as number) + inNewest;
    inFull += inNewest;
    inNewest = 0;
    newest++;
    if (slot < slots) continue;
    slot = moveTogether(bits, slotOf);
    newest = slot >> BLOCK_BITS;
    inFull = newest * BLOCK;
    inNewest = slot - inFull;
    // Node i counts the blocks above i - (i & -i) up to i; each up to the newest is full.
    for (let i = 1; i <= blocks; i++) counts[i] = BLOCK * Math.max(0, Math.min(i, newest) - (i - (i & -i)));
  }
  return distances;
}

/** Renumbers the slots from 0, keeping their order; returns the number of keys. */
function moveTogether(bits: Int32Array, slotOf: Int32Array): number {
  const before = new Int32Array(bits.length);
  let count = 0;
  for (let word = 0; word < bits.length; word++) {
    before[word] = count;
    count += ones(bits[word] as number);
  }
  for (let id = 0; id < slotOf.length; id++) {
    const slot = (slotOf[id] as number) - 1;
    if (slot < 0) continue;
    const word = slot >> WORD_BITS;
    slotOf[id] = (before[word] as number) + ones((bits[word] as number) & ~(-1 << slot)) + 1;
  }
  bits.fill(-1, 0, count >> WORD_BITS);
  bits.fill(0, count >> WORD_BITS);
  if (count % 32 > 0) bits[count >> WORD_BITS] = ~(-1 << count);
  return count;
}

/** Returns the number of bits set in a word (Warren, Hacker's Delight, 5-2). */
function ones(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
