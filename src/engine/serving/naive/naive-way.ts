import type { NaiveWayInfo } from '../../contract/naive';
import type { Settings } from '../../contract/settings';
import type { NaiveName, Words } from '../../contract/words';
import type { PageKeys } from '../keys';

/**
 * A way in which people memoize at first. It is the same memo layer with something left undone or done wrong, so that
 * clock, truth, counters and map stay what they are: all that a way may do otherwise stands here.
 */
export interface NaiveWay<N extends NaiveName = NaiveName>
  extends Omit<NaiveWayInfo, keyof Words | 'ignores'> {
  /** Its key in `naiveWords`, its value in the setting, in links and in tests; its file's name. */
  readonly name: N;

  /** In force while the way is, whatever has been set. */
  readonly forces?: Partial<Settings>;
  /** No bound on entries nor on bytes: it grows until the process is out of memory. */
  readonly unbounded?: boolean;
  /** The key under which a page is looked up and kept, where it is not the page's own. */
  readonly pageKey?: (key: number, keys: PageKeys) => number;
  /** A page is kept under a key object that each request creates: no lookup finds it. */
  readonly keysAreObjects?: boolean;
  /** The memoized function reads the clock: what it gives depends on when it was called. */
  readonly readsClock?: boolean;
  /** A request for a list by price sorts the cached list itself. */
  readonly sortsInPlace?: boolean;
}

/** Whether the facts of a page say all about it: not where it depends on more than its key and its facts. */
export const factsTell = (way: NaiveWay | undefined): boolean =>
  !(way?.pageKey || way?.readsClock || way?.sortsInPlace);
