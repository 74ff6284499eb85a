type Key = string | number;
type KeyOf<T> = ((item: T) => Key) | keyof T;

/** In place of es-toolkit's function of this name in its form that is true to lodash: see `uniqBy`. Sorts a copy. */
export default function sortBy<T>(list: readonly T[] | undefined, by: KeyOf<T>): T[] {
  const keyOf = typeof by === 'function' ? by : (item: T) => item[by] as Key;
  return (list ?? []).toSorted((a, b) => compared(keyOf(a), keyOf(b)));
}

function compared(a: Key, b: Key): number {
  if (a < b) return -1;
  return a > b ? 1 : 0;
}
