import type { Interactions } from '../../base/interactions';
import { textHash } from '../../base/text-hash';

/** Least number of products per user and of users per product. */
const LEAST = 5;

/** One use of an item by a user. */
export interface Pair {
  readonly user: string;
  readonly item: string;
  /** Days from any origin. */
  readonly day: number;
}

/** Training and test part of a data set. Users and items are numbered in the order of their ids as strings. */
export interface Split {
  readonly train: Interactions;
  /** Test items by user: the user's last ones. */
  readonly test: readonly Int32Array[];
  readonly testPairs: number;
  /** Share of pairs with the same time as another pair of the user, 0 to 1. */
  readonly tiedPairs: number;
}

/**
 * Removes users with fewer than 5 items and items with fewer than 5 users until none is left; then the last fifth of
 * each user's items, rounded down but at least one, is the test part and the rest the training part. Ties in time are
 * broken by a hash of user and item, so the input order of pairs changes nothing.
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

/** Sorts by time; ties by the hash of user and item, then by their ids. */
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
