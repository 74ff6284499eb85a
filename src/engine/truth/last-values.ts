import { keepNewest } from '../../base/keep-newest';
import type { Saved } from '../../base/saved';
import type { Removal } from '../../cache/answer';
import type { AnyStageResult } from '../serving/stage-result';

/** Of those that left a cache, so many are remembered; the one that left first is forgotten first. */
export const MAX_REMOVED = 5_000;

/** How the last value of a key ended, or that it is still held. */
export type Ending = 'held' | Exclude<Removal, 'evicted'>;

/**
 * The last value of each key of one cache: held by it, or removed because it expired or was invalidated or replaced.
 * An evicted value is not kept: too small a cache is no mistake of a TTL. Kept beside the cache, so that looking costs it nothing; about two map entries a value.
 */
export class LastValues implements Saved<ReturnType<LastValues['save']>> {
  readonly #held = new Map<number, AnyStageResult>();
  readonly #departed = new Map<number, { readonly result: AnyStageResult; readonly ending: Ending }>();

  constructor(private readonly most = MAX_REMOVED) {}

  /** Values that have left and are remembered. */
  get departed(): number {
    return this.#departed.size;
  }

  /** A value came into the cache. */
  entered(result: AnyStageResult): void {
    this.#departed.delete(result.key);
    this.#held.set(result.key, result);
  }

  /** A value left it. Whether it was the last of its key. */
  left(result: AnyStageResult, why: Removal): boolean {
    // Another value may have taken its name meanwhile.
    if (this.#held.get(result.key) !== result) return false;
    this.#held.delete(result.key);
    if (why === 'evicted') return true;
    keepNewest(this.#departed, result.key, { result, ending: why }, this.most);
    return true;
  }

  save() {
    return { held: [...this.#held.values()], departed: [...this.#departed.values()] };
  }

  restore({ held, departed }: ReturnType<LastValues['save']>): void {
    this.#held.clear();
    this.#departed.clear();
    for (const result of held) this.#held.set(result.key, result);
    for (const one of departed) this.#departed.set(one.result.key, one);
  }

  /** Returns the last value of a key; undefined if it was evicted, never computed or is forgotten. */
  of(key: number): { readonly result: AnyStageResult; readonly ending: Ending } | undefined {
    const result = this.#held.get(key);
    return result ? { result, ending: 'held' } : this.#departed.get(key);
  }
}
