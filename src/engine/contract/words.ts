/** A choice in the words of the page. */
export interface Words {
  readonly label: string;
  /** What it does, in a sentence or two. */
  readonly help: string;
}

/** An invalidation strategy, and which entries of which caches it reaches. */
interface StrategyWords extends Words {
  readonly reaches: string;
}

/** Invalidation strategies by name, in the order of the page's choice. What each does: `engine/invalidation/`. */
export const strategyWords = {
  none: {
    label: 'TTL only',
    help: 'A change reaches the caches only when entries expire.',
    reaches: 'Reaches no cache.',
  },
  key: {
    label: 'by key',
    help: 'A change removes what is named after it: a product’s page, a shopper’s weights and home, the model’s lists.',
    reaches:
      'After a price change it reaches that product’s page in rankings; not the weights, homes and other pages that were computed from the price.',
  },
  tags: {
    label: 'by tag',
    help: 'A change removes every entry that was computed from the changed fact.',
    reaches: 'Reaches similarities, weights and rankings.',
  },
  versions: {
    label: 'versioned keys',
    help: 'A change moves the generation within the keys: old entries are never found again, and take up room until they expire or are evicted.',
    reaches:
      'Reaches entries with the changed product or shopper in their key: after a price change that product’s page in rankings; not the weights, homes and other pages that were computed from the price.',
  },
  'write-through': {
    label: 'write-through',
    help: 'The writer recomputes what is named after its change, where it is held, and puts it in place at once. It computes on a machine of its own.',
    reaches:
      'Reaches the entries that by key reaches, if they are held: after a price change that product’s page in rankings; not the weights, homes and other pages that were computed from the price.',
  },
  refresh: {
    label: 'refresh after change',
    help: 'Every entry that was computed from the changed fact is recomputed behind the answers; the old one is served until then.',
    reaches:
      'Reaches similarities, weights and rankings, two entries at a time: under many changes old values are served for long.',
  },
} as const satisfies Record<string, StrategyWords>;

/** Naive ways to memoize by name, in the order of the page's choice. What each does: `engine/serving/naive/`. */
export const naiveWords = {
  dictionary: {
    label: 'a plain dictionary',
    help: 'Every computed value is kept for ever: no TTL, no bound, and no invalidation.',
  },
  'object-key': {
    label: 'an object for a key',
    help: 'Pages are kept under an object that is created for each request: no lookup ever finds one.',
  },
  'wrong-key': {
    label: 'a key without the shopper',
    help: 'Homes and category pages are kept under a key that leaves the shopper out.',
  },
  'sorted-in-place': {
    label: 'a list that is sorted in place',
    help: 'A request for a list by price sorts the very list that the cache holds.',
  },
  'reads-the-clock': {
    label: 'a function that reads the clock',
    help: 'The deal of the hour is taken off inside the memoized function, by the clock as it is at that moment.',
  },
  'read-then-write': {
    label: 'read, wait, then write',
    help: 'A value is written even if its facts have changed since they were read, and equal misses race each other.',
  },
} as const satisfies Record<string, Words>;

/** Drills by name, in the order of the page. Their faults: `engine/watch/drills`. */
export const drillWords = {
  'store-down': {
    label: 'Store down',
    help: 'No query is answered: what needs one cannot be computed.',
  },
  'compute-slow': {
    label: 'Compute slow',
    help: 'Every computation takes 30 times as long.',
  },
  'compute-failing': {
    label: 'Compute failing',
    help: 'Every computation fails after having taken its time.',
  },
} as const satisfies Record<string, Words>;

export type StrategyName = keyof typeof strategyWords;
export type NaiveName = keyof typeof naiveWords;
export type DrillName = keyof typeof drillWords;

/** Returns a table of words as the options of a choice. */
export const optionsOf = <N extends string>(words: Readonly<Record<N, Words>>) =>
  (Object.keys(words) as N[]).map((value) => ({ value, ...words[value] }));
