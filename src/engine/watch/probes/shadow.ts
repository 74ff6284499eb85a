import { Random } from '../../../base/random';
import { Cache } from '../../../cache/cache';
import { Memo } from '../../../cache/memo';
import { type MemoCacheName, memoCacheNames } from '../../contract/engine';
import { type Held, Holders } from '../../invalidation/holders';
import type { EntryName } from '../../invalidation/names';
import type { Means } from '../../invalidation/strategy';
import type { AnyStageResult, StageResult } from '../../serving/stage-result';
import type { Subject } from './probe';

/** What a shadow is made from. */
type Original = Pick<Subject, 'names' | 'generations' | 'facts' | 'now'>;
type Caches = { readonly [S in MemoCacheName]: Cache<number, StageResult<S>> };
type Memos = { readonly [S in MemoCacheName]: Memo<number, StageResult<S>> };

/**
 * Copies of a few entries in caches of their own, with the real code around them. Operations on them change neither the
 * run nor its figures. A probe does something twice here, and checks whether the second time changes anything.
 */
export class Shadow {
  readonly means: Means;
  readonly memos: Memos;
  readonly #caches: Caches;
  /** Keys to be written or recomputed; a repeated order counts once. */
  readonly #orders = new Set<string>();

  constructor(entries: readonly Held[], { names, generations: heard, facts, now }: Original) {
    const generations = heard.copy();
    const cache = <S extends MemoCacheName>(name: S) =>
      new Cache<number, StageResult<S>>({
        name: `shadow of ${name}`,
        policy: 'fifo',
        maxEntries: entries.length + 1,
        maxBytes: 'unbounded',
        ttlMs: 'never',
        expiry: 'lazy',
        clock: now,
        random: Random.for(0, 'shadow'),
      });
    this.#caches = {
      similarities: cache('similarities'),
      weights: cache('weights'),
      rankings: cache('rankings'),
    };
    const memo = <S extends MemoCacheName>(name: S) =>
      new Memo<number, StageResult<S>>(
        this.#caches[name],
        { singleFlight: true, versionedKeys: true },
        { versioned: (key) => generations.keyOf(name, key) },
      );
    this.memos = { similarities: memo('similarities'), weights: memo('weights'), rankings: memo('rankings') };
    const holders = new Holders({ caches: this.#caches, memos: this.memos });
    for (const name of memoCacheNames) this.#caches[name].onAdmission = (slot) => holders.add(name, slot);
    for (const { result } of entries) this.put(result);
    const order = (what: string) => (entry: EntryName) =>
      void this.#orders.add(`${what} ${entry.cache} ${entry.key}`);
    this.means = {
      memos: this.memos,
      names,
      holders,
      generations,
      facts,
      write: order('write'),
      renew: (wanted) => wanted.forEach(order('renew')),
    };
  }

  put(result: AnyStageResult): void {
    const memo = this.memos[result.stage] as Memo<number, AnyStageResult>;
    memo.put(result.key, result, { tags: result.facts, costMs: result.costMs });
  }

  /** All that there is, in words: each entry, whether it would be served, and what was ordered. */
  get state(): string {
    const lines = [...this.#orders];
    for (const name of memoCacheNames) {
      const cache = this.#caches[name];
      cache.forEachSlot((slot) => {
        const result = cache.valueAt(slot);
        if (!result) return;
        const served = this.memos[name].slotOf(result.key) === slot;
        lines.push(
          `${name} ${cache.keyAt(slot)} of ${result.computedAt}: ${served ? 'served' : 'not served'}`,
        );
      });
    }
    return lines.sort().join('\n');
  }
}
