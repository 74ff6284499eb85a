import type { Requests } from '../requests';

/**
 * Returns the misses of LRU for each of `capacities` in bytes, in one pass. A request hits if the keys requested since
 * the last request for the same key, plus the key itself, fit into the capacity (Mattson et al. 1970, with weights
 * instead of counts). Exact from `largestConstantSize` up. Below it, and where sizes change, an object may be refused
 * or keep the size with which it was inserted, which only a simulation shows. All requests are reads; nothing expires.
 * Cost: O(log of distinct keys) per request, 36 bytes per key.
 */
export function lruByteMisses(
  { ids, distinct, sizes }: Requests,
  capacities: readonly number[],
): Float64Array {
  const sorted = Float64Array.from(capacities).sort();
  /** Number of requests that hit from the capacity at this index on. */
  const hitsFrom = new Float64Array(sorted.length + 1);
  const recency = new WeighedRecency(distinct);
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at] as number;
    const size = sizes === undefined ? 1 : (sizes[at] as number);
    const distance = recency.use(id, size) + size;
    const place = firstNotBelow(sorted, distance);
    hitsFrom[place] = (hitsFrom[place] as number) + 1;
  }
  const misses = new Float64Array(sorted.length);
  let hits = 0;
  for (let place = 0; place < sorted.length; place++) {
    hits += hitsFrom[place] as number;
    misses[place] = ids.length - hits;
  }
  return Float64Array.from(capacities, (capacity) => misses[firstNotBelow(sorted, capacity)] as number);
}

/** Returns the largest object of a trace in which every key keeps its size; undefined if one changes. */
export function largestConstantSize({ ids, distinct, sizes }: Requests): number | undefined {
  if (sizes === undefined) return 1;
  const sizeOf = new Float64Array(distinct);
  let largest = 1;
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at] as number;
    const size = sizes[at] as number;
    const known = sizeOf[id] as number;
    if (known !== 0 && known !== size) return undefined;
    sizeOf[id] = size;
    if (size > largest) largest = size;
  }
  return largest;
}

/** Keys in order of last use, one slot each, with their weights in a Fenwick tree over the slots. */
class WeighedRecency {
  /** Slot of a key's last use, from 1; 0: not used yet. */
  readonly #slotOf: Int32Array;
  readonly #weightOf: Float64Array;
  readonly #idAt: Int32Array;
  /** Node i holds the weights of the slots above i - (i & -i) up to i. */
  readonly #tree: Float64Array;
  #slot = 0;
  #total = 0;

  constructor(distinct: number) {
    const slots = Math.max(64, 2 * distinct);
    this.#slotOf = new Int32Array(distinct);
    this.#weightOf = new Float64Array(distinct);
    this.#idAt = new Int32Array(slots + 1);
    this.#tree = new Float64Array(slots + 1);
  }

  /**
   * Makes a key the most recent. Returns the weight of the keys used since its last use, Infinity if there was none.
   */
  use(id: number, weight: number): number {
    let since = Infinity;
    const last = this.#slotOf[id] as number;
    if (last > 0) {
      since = this.#total - this.#upTo(last);
      this.#add(last, -(this.#weightOf[id] as number));
    }
    if (this.#slot + 1 === this.#tree.length) this.#moveTogether(last);
    this.#slotOf[id] = ++this.#slot;
    this.#idAt[this.#slot] = id;
    this.#weightOf[id] = weight;
    this.#add(this.#slot, weight);
    return since;
  }

  #upTo(slot: number): number {
    let sum = 0;
    for (let i = slot; i > 0; i &= i - 1) sum += this.#tree[i] as number;
    return sum;
  }

  #add(slot: number, weight: number): void {
    const tree = this.#tree;
    this.#total += weight;
    for (let i = slot; i < tree.length; i += i & -i) tree[i] = (tree[i] as number) + weight;
  }

  /** Renumbers the slots from 1, keeping their order; the slot `left` is unused. */
  #moveTogether(left: number): void {
    const slots = this.#slot;
    this.#tree.fill(0);
    this.#slot = 0;
    this.#total = 0;
    for (let slot = 1; slot <= slots; slot++) {
      const id = this.#idAt[slot] as number;
      if (slot === left || this.#slotOf[id] !== slot) continue;
      this.#slotOf[id] = ++this.#slot;
      this.#idAt[this.#slot] = id;
      this.#add(this.#slot, this.#weightOf[id] as number);
    }
  }
}

/** Returns the first index with a value of at least `least`; the length if there is none. */
function firstNotBelow(sorted: Float64Array, least: number): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] as number) < least) from = middle + 1;
    else to = middle;
  }
  return from;
}
