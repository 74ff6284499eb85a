import type { Interactions } from '../../base/interactions';

/** Users with fewer products, and products with fewer users, are left out. */
const LEAST = 5;

/** A user who had an item, once. Pairs are given in time order. */
export interface Pair {
  readonly user: string;
  readonly item: string;
  /** Days, from whatever beginning. */
  readonly day: number;
}

/** What was, and what is to be foretold of it. Items are numbered in the order of their ids as strings. */
export interface Split {
  readonly train: Interactions;
  /** By user: the items that they came to last. */
  readonly test: readonly Int32Array[];
  readonly testPairs: number;
}

/**
 * Leaves out, until nothing changes, users with fewer than 5 items and items with fewer than 5 users; then the last
 * fifth of each user's items, rounded down but at least one, is the test and the rest the training.
 */
export function splitByTime(pairs: readonly Pair[]): Split {
  const kept = core(pairs);
  const items = [...new Set(kept.map(({ item }) => item))].sort();
  const itemId = new Map(items.map((item, id) => [item, id]));
  const ofUser = new Map<string, Pair[]>();
  for (const pair of kept) {
    const own = ofUser.get(pair.user);
    if (own) own.push(pair);
    else ofUser.set(pair.user, [pair]);
  }
  const test: Int32Array[] = [];
  const train: { shopper: number; product: number; day: number }[] = [];
  for (const own of ofUser.values()) {
    const cut = own.length - Math.max(1, Math.floor(own.length / 5));
    const ids = own.map(({ item }) => itemId.get(item) as number);
    for (let i = 0; i < cut; i++)
      train.push({ shopper: test.length, product: ids[i] as number, day: own[i]?.day as number });
    test.push(Int32Array.from(ids.slice(cut)));
  }
  train.sort((a, b) => a.day - b.day);
  return {
    train: {
      shoppers: test.length,
      products: items.length,
      shopper: Int32Array.from(train, ({ shopper }) => shopper),
      product: Int32Array.from(train, ({ product }) => product),
      day: Float64Array.from(train, ({ day }) => day),
    },
    test,
    testPairs: test.reduce((sum, own) => sum + own.length, 0),
  };
}

function core(pairs: readonly Pair[]): readonly Pair[] {
  for (let kept = pairs; ; ) {
    const users = counted(kept.map(({ user }) => user));
    const items = counted(kept.map(({ item }) => item));
    const next = kept.filter(
      ({ user, item }) => (users.get(user) as number) >= LEAST && (items.get(item) as number) >= LEAST,
    );
    if (next.length === kept.length) return kept;
    kept = next;
  }
}

function counted(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
