import type { Interactions } from '../../base/interactions';
import { textHash } from '../../base/text-hash';

/** Users with fewer products, and products with fewer users, are left out. */
const LEAST = 5;

/** A user who had an item, once. */
export interface Pair {
  readonly user: string;
  readonly item: string;
  /** Days, from whatever beginning. */
  readonly day: number;
}

/** What was, and what is to be foretold of it. Users and items are numbered in the order of their ids as strings. */
export interface Split {
  readonly train: Interactions;
  /** By user: the items that they came to last. */
  readonly test: readonly Int32Array[];
  readonly testPairs: number;
  /** Share of the pairs that are not alone at their moment in their user's history, 0 to 1. */
  readonly tiedPairs: number;
}

/**
 * Leaves out, until nothing changes, users with fewer than 5 items and items with fewer than 5 users; then the last
 * fifth of each user's items, rounded down but at least one, is the test and the rest the training. Equal times are no
 * order: a hash of user and item breaks the tie, so the order in which pairs are given changes nothing.
 */
export function splitByTime(pairs: readonly Pair[]): Split {
  const kept = inOrder(core(pairs));
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
  let tied = 0;
  for (const user of [...ofUser.keys()].sort()) {
    const own = ofUser.get(user) as Pair[];
    const cut = own.length - Math.max(1, Math.floor(own.length / 5));
    const ids = own.map(({ item }) => itemId.get(item) as number);
    own.forEach(({ day }, i) => {
      if (own[i - 1]?.day === day || own[i + 1]?.day === day) tied++;
      if (i < cut) train.push({ shopper: test.length, product: ids[i] as number, day });
    });
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
    tiedPairs: tied / Math.max(1, kept.length),
  };
}

/** By time; at equal times by the hash of user and item, and where even that is equal, by their ids. */
function inOrder(pairs: readonly Pair[]): Pair[] {
  const keyed = pairs.map((pair) => ({ pair, hash: textHash(`${pair.user}\n${pair.item}`) }));
  keyed.sort(
    (a, b) =>
      a.pair.day - b.pair.day ||
      a.hash - b.hash ||
      compared(a.pair.user, b.pair.user) ||
      compared(a.pair.item, b.pair.item),
  );
  return keyed.map(({ pair }) => pair);
}

const compared = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

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
