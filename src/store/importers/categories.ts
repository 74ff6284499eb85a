/** Largest number of categories derived from names. */
const MAX_CATEGORIES = 24;
/** Words at the end of a name that do not say what the product is. */
const GENERIC = new Set([
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
 * Derives a category from each name, for data without categories: the noun at the end of the name ("white metal
 * lantern": Lantern). Only the most common nouns become categories, the rest is `Other`. Ties are broken
 * alphabetically.
 */
export function wordCategories(names: readonly string[]): string[] {
  const words = names.map((name) =>
    name
      .toLowerCase()
      .split(/[^a-z]+/)
      .filter((word) => word.length > 2 && !GENERIC.has(word)),
  );
  const counts = new Map<string, number>();
  for (const list of words) {
    const last = list.at(-1);
    if (last) counts.set(last, (counts.get(last) ?? 0) + 1);
  }
  const common = new Set(
    [...counts]
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .slice(0, MAX_CATEGORIES - 1)
      .map(([word]) => word),
  );
  return words.map((list) => {
    const found = list.toReversed().find((word) => common.has(word));
    return found ? found.charAt(0).toUpperCase() + found.slice(1) : 'Other';
  });
}
