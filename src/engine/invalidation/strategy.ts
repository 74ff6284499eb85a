import type { FactChange } from '../../store/changes';
import type { FactSpace } from '../../store/facts';
import type { StrategyName } from '../contract/words';
import type { Memos } from '../serving/memos';
import type { Generations } from './generations';
import type { Held, Holders } from './holders';
import type { EntryName, Names } from './names';

/** What a strategy has at hand. */
export interface Means {
  readonly memos: Memos;
  readonly facts: FactSpace;
  readonly names: Names;
  readonly holders: Holders;
  readonly generations: Generations;
  /** Computes an entry from the store, apart from the replica's cores, and puts it in place at once. */
  readonly write: (entry: EntryName) => void;
  /** Has entries made anew behind the answers. */
  readonly renew: (entries: readonly EntryName[]) => void;
}

/** What a message about a change does to the memo caches. One file, one line in `index`. */
export interface Strategy<N extends StrategyName = StrategyName> {
  /** Its key in `strategyWords`, in links and in tests. */
  readonly name: N;
  /** Whether a change sends a message to the caches. */
  readonly sendsMessages: boolean;
  /** The entries that the message is about to reach, of those that would be served now. Changes nothing. */
  concerns(change: FactChange, means: Means): readonly Held[];
  /** Obeys the message. `concerned` are the entries of `concerns`. */
  obey(change: FactChange, means: Means, concerned: readonly Held[]): void;
}

export const defineStrategy = <const N extends StrategyName>(strategy: Strategy<N>): Strategy<N> => strategy;
