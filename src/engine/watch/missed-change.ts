import type { Saved } from '../../base/saved';
import type { VirtualMs } from '../../base/units';
import type { MissedChange } from '../contract/engine';
import type { Hop } from '../serving/observer';

/** How long a corrected change is still told of before another one takes its place, virtual. */
const TOLD_MS = 20_000;
/** A change that no answer has missed for so long is given up: its pages are not requested any more. */
const QUIET_MS = 60_000;

/**
 * Follows one change of a fact through the pages that were answered without it, until each of them has been computed
 * with it: how many answers were stale, how many wrong. Then it follows the next change that an answer misses. A change
 * that made an answer wrong goes before one that made answers stale only. Counting changes nothing in the run.
 */
export class MissedChanges implements Saved<ReturnType<MissedChanges['save']>> {
  #followed: { -readonly [N in Exclude<keyof MissedChange, 'outdated'>]: MissedChange[N] } | undefined;
  /** Pages that were answered out of date, and have not been computed since. */
  readonly #pages = new Set<number>();
  #lastAt: VirtualMs = 0;

  constructor(private readonly now: () => VirtualMs) {}

  /** The change that is followed; undefined until an answer has missed one. */
  get followed(): MissedChange | undefined {
    return this.#followed && { ...this.#followed, outdated: this.#pages.size };
  }

  hop({ cache, key, hit, result }: Hop): void {
    if (cache !== 'rankings' || !result) return;
    if (hit) {
      const { truth, missed } = hit.verdict;
      if (missed && (truth === 'stale' || truth === 'wrong')) this.#missed(missed, truth, key);
      return;
    }
    if (!this.#followed || !this.#pages.delete(key)) return;
    this.#followed.corrected++;
    if (this.#pages.size === 0) this.#followed.correctedAt = this.now();
  }

  #missed({ at, kind }: Pick<MissedChange, 'at' | 'kind'>, truth: 'stale' | 'wrong', key: number): void {
    if (this.#isOver(truth)) {
      this.#followed = { at, kind, stale: 0, wrong: 0, corrected: 0, correctedAt: undefined };
      this.#pages.clear();
    }
    const followed = this.#followed;
    if (followed?.at !== at || followed.kind !== kind) return;
    followed[truth]++;
    followed.correctedAt = undefined;
    this.#pages.add(key);
    this.#lastAt = this.now();
  }

  /** Whether another change may be followed now. */
  #isOver(truth: 'stale' | 'wrong'): boolean {
    if (!this.#followed) return true;
    const { correctedAt, wrong } = this.#followed;
    if (correctedAt !== undefined) return this.now() - correctedAt >= TOLD_MS;
    return (truth === 'wrong' && wrong === 0) || this.now() - this.#lastAt >= QUIET_MS;
  }

  save() {
    return { followed: this.followed, pages: [...this.#pages], lastAt: this.#lastAt };
  }

  restore({ followed, pages, lastAt }: ReturnType<MissedChanges['save']>): void {
    this.#followed = followed && { ...followed };
    this.#pages.clear();
    for (const page of pages) this.#pages.add(page);
    this.#lastAt = lastAt;
  }
}
