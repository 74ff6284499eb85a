import type { FactChange } from '../store/changes';
import type { FactSpace } from '../store/facts';
import type { Memos } from './journey';
import type { PageKeys } from './keys';
import { memoCacheNames } from './protocol';
import type { Settings } from './settings';

/** What a change of a fact does to the memo caches, by the strategy that is set. */
export function invalidate(
  change: FactChange,
  strategy: Settings['invalidation'],
  memos: Memos,
  keys: PageKeys,
  facts: FactSpace,
): void {
  switch (strategy) {
    case 'none':
      return;
    case 'tags':
      // Facts are the tags: whatever was computed from this one goes.
      for (const name of memoCacheNames) memos[name].invalidateTag(change.fact);
      return;
    case 'key': {
      // What most people write first: only the entry that is named after the thing that changed.
      const { products, shoppers } = facts.size;
      if (change.fact === facts.model) memos.similarities.clear();
      else if (change.fact < products)
        memos.rankings.invalidateKey(keys.number({ kind: 'product', product: change.fact }));
      else {
        const shopper = (change.fact - products) % shoppers;
        memos.weights.invalidateKey(shopper);
        memos.rankings.invalidateKey(keys.number({ kind: 'home', shopper }));
      }
    }
  }
}
