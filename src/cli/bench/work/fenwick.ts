/**
 * Returns the misses of LRU at each size by the textbook method: a Fenwick tree over time holds a 1 at each key's last
 * request, and a stack distance is a difference of two prefix sums. O(log of requests) per request, 4 bytes per
 * request.
 */
export function fenwickMisses(ids: Int32Array, distinct: number): Float64Array {
  const length = ids.length;
  const tree = new Int32Array(length + 1);
  const last = new Int32Array(distinct);
  const distances = new Int32Array(distinct);
  const add = (at: number, by: number) => {
    for (let i = at; i <= length; i += i & -i) tree[i] = (tree[i] as number) + by;
  };
  const sumTo = (at: number) => {
    let sum = 0;
    for (let i = at; i > 0; i &= i - 1) sum += tree[i] as number;
    return sum;
  };
  for (let at = 1; at <= length; at++) {
    const id = ids[at - 1] as number;
    const before = last[id] as number;
    if (before > 0) {
      const distance = sumTo(at - 1) - sumTo(before);
      distances[distance] = (distances[distance] as number) + 1;
      add(before, -1);
    }
    add(at, 1);
    last[id] = at;
  }
  const misses = new Float64Array(distinct + 1);
  misses[0] = length;
  for (let size = 1; size <= distinct; size++)
    misses[size] = (misses[size - 1] as number) - (distances[size - 1] as number);
  return misses;
}
