/** The most categories that are made out of words. */
const MOST = 24;
/** Words that end a name and say nothing of the thing. */
const EMPTY = new Set([
  'set',
  'small',
  'large',
  'design',
  'pink',
  'blue',
  'red',
  'white',
  'green',
  'black',
  'ivory',
  'cream',
  'assorted',
  'colours',
  'spot',
  'retrospot',
  'vintage',
  'mini',
  'medium',
]);

/**
 * A category for each name where the data has none: the thing a name ends in ("white metal lantern": Lantern), kept
 * for the most common things, `Other` for the rest. Ties by the alphabet.
 */
export function wordCategories(names: readonly string[]): string[] {
  const words = names.map((name) =>
    name
      .toLowerCase()
      .split(/[^a-z]+/)
      .filter((word) => word.length > 2 && !EMPTY.has(word)),
  );
  const counts = new Map<string, number>();
  for (const list of words) {
    const last = list.at(-1);
    if (last) counts.set(last, (counts.get(last) ?? 0) + 1);
  }
  const common = new Set(
    [...counts]
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .slice(0, MOST - 1)
      .map(([word]) => word),
  );
  return words.map((list) => {
    const found = list.toReversed().find((word) => common.has(word));
    return found ? found.charAt(0).toUpperCase() + found.slice(1) : 'Other';
  });
}
