import type { Settings } from '../../../../engine/contract/engine';

/** The text on a naive way to memoize: its code, its effect and its cure. */
export interface Story {
  /** Code. */
  readonly wrote: string;
  readonly harm: string;
  readonly cure: string;
}

export const stories: Readonly<Record<Exclude<Settings['memoKind'], 'memoize'>, Story>> = {
  dictionary: {
    wrote: `const cache = new Map<string, Page>();
if (!cache.has(key)) cache.set(key, await rank(key));
return cache.get(key);`,
    harm: 'The hit ratio is the best of all. Prices that changed long ago are still served, beside newer ones on other pages, and every page that was ever opened stays in memory until the process is killed.',
    cure: 'Memoize with a bound and a TTL, and let changes invalidate by tag.',
  },
  'object-key': {
    wrote: `const cache = new Map<object, Page>();
const key = { shopper, page };
if (!cache.has(key)) cache.set(key, await rank(key));`,
    harm: 'Two objects with the same fields are two keys. Every request computes its page and leaves one more entry behind: it costs what no cache costs, and memory besides.',
    cure: 'A canonical key made from the arguments’ content, and a bound.',
  },
  'wrong-key': {
    wrote: `const home = memoize(
  (shopper) => rank(shopper),
  { key: () => 'home' },
);`,
    harm: 'The page of the first shopper is served to all other shoppers. No error, no miss, a high hit ratio: it shows only when answers are compared with the truth.',
    cure: 'The key is made from everything that the function is given.',
  },
  'sorted-in-place': {
    wrote: `const items = await cached(page);
if (by === 'price') items.sort((a, b) => a.price - b.price);
return items;`,
    harm: 'One shopper wants the cheapest first, and from then on every shopper gets that order, until the page expires: what fits best no longer stands first.',
    cure: 'Each request gets its own copy.',
  },
  'reads-the-clock': {
    wrote: `const rank = memoize((page) => items(page).map((item) => ({
  ...item,
  price: dealAt(Date.now(), item) ?? item.price,
})));`,
    harm: 'The page keeps the deal of the hour in which it was computed: yesterday’s discount is still shown, today’s is not. No fact has changed, so no invalidation helps.',
    cure: 'The memoized function is given no clock: the deal is taken off after the cache, on the way out.',
  },
  'read-then-write': {
    wrote: `const facts = await store.read(page);
const value = await rank(facts); // here the price changes
cache.set(page, value);          // and is overwritten`,
    harm: 'The price changes and its entries are invalidated; then a computation that read the old one writes it back. It stays for a whole TTL: one page shows the new price, the next one the old.',
    cure: 'Leases: each computation holds one, an invalidation revokes it, and a value that comes late is not kept.',
  },
};
