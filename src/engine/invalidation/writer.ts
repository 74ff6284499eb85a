import type { About } from '../../cache/memo';
import { timeOf } from '../serving/cost';
import type { AnyMade, Made } from '../serving/made';
import type { Memos } from '../serving/memos';
import { type Computed, neighboursOf } from '../serving/stages';
import type { Parts } from './invalidation';
import type { EntryName } from './names';

type WriterParts = Pick<
  Parts,
  'clock' | 'layer' | 'stages' | 'keys' | 'figures' | 'audit' | 'habits' | 'settings'
>;

/**
 * Who changes the store and writes what comes of it into the caches. It computes on a machine of its own, from the
 * store alone: its queries and computations count, but take no core from the replica and no time from anybody's
 * answer.
 */
export class Writer {
  constructor(private readonly parts: WriterParts) {}

  /** Makes the entry's value from what the store says now and puts it in the place of the old one. */
  write({ cache, key }: EntryName): void {
    switch (cache) {
      case 'similarities':
        this.#put(this.#similar(key));
        break;
      case 'weights':
        this.#put(this.#weights(key));
        break;
      case 'rankings':
        this.#put(this.#page(key));
    }
  }

  #put(made: AnyMade): void {
    const { stage, key, facts, costMs } = made;
    const { layer, figures, audit } = this.parts;
    const memo = layer.memos[stage] as { put(key: number, value: AnyMade, about: About): number };
    const slot = memo.put(key, made, { tags: facts, costMs });
    if (slot >= 0) figures.inserted(stage);
    else figures.refused(stage, key, 'does not fit');
    const needless = audit.computed(made, 'refresh', slot >= 0);
    if (needless) figures.needless(stage, key, needless);
  }

  #similar = (product: number): Made<'similarities'> =>
    this.#made('similarities', product, () => this.parts.stages.similarities(product));

  #weights = (shopper: number): Made<'weights'> =>
    this.#made('weights', shopper, () => this.parts.stages.weights(shopper));

  #page(key: number): Made<'rankings'> {
    const page = this.parts.keys.page(key);
    const weights = page.kind === 'product' ? undefined : this.#weights(page.shopper);
    const parts = Array.from(neighboursOf(page, weights), this.#similar);
    return this.#made('rankings', key, () => this.parts.stages.rankings(page, weights, parts));
  }

  #made<S extends keyof Memos>(stage: S, key: number, run: () => Computed<S>): Made<S> {
    const { work, queries, ...computed } = this.parts.figures.measured(run, stage);
    const { storeMs, computeMs } = timeOf(queries, work, this.parts.settings());
    const madeAt = this.parts.clock.now;
    const costMs = storeMs + computeMs;
    this.parts.figures.computed(stage, queries, work, costMs);
    return this.parts.habits.made({ ...computed, stage, key, queries, madeAt, costMs });
  }
}
