/**
 * In place of es-toolkit's function of this name in its form that is true to lodash, which brings deep cloning and
 * comparing along, 2 kB: Recharts gives it functions only.
 */
export default function uniqBy<T>(list: readonly T[], keyOf: (item: T) => unknown): T[] {
  const seen = new Set();
  return list.filter((item) => {
    const key = keyOf(item);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
