import type { About } from '../../cache/memo';
import { timeOf } from '../serving/cost';
import type { ComputeParts } from '../serving/flights';
import type { AnyMade, Made } from '../serving/made';
import type { Ingredients } from '../serving/maker';
import type { Memos } from '../serving/memos';
import { neighboursOf } from '../serving/stages';
import type { EntryName } from './names';

/**
 * Write-through: computes what a change makes of an entry and writes it into the cache. It runs on a machine of its own,
 * from the store alone: its queries and computations count, but take no core from a replica and no time from an answer.
 */
export class Writer {
  constructor(private readonly parts: ComputeParts) {}

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
    const { memos, observer, judge } = this.parts;
    const memo = memos[stage] as { put(key: number, value: AnyMade, about: About): number };
    const slot = memo.put(key, made, { tags: facts, costMs });
    if (slot >= 0) observer.stored(made, false);
    else observer.refused(made, 'does not fit');
    const needless = judge.computed(made, 'refresh', slot >= 0);
    if (needless) observer.needless(made, needless);
  }

  #similar = (product: number): Made<'similarities'> =>
    this.#made({ stage: 'similarities', key: product, ...noParts });

  #weights = (shopper: number): Made<'weights'> => this.#made({ stage: 'weights', key: shopper, ...noParts });

  #page(key: number): Made<'rankings'> {
    const page = this.parts.keys.page(key);
    const weights = page.kind === 'product' ? undefined : this.#weights(page.shopper);
    const neighbours = Array.from(neighboursOf(page, weights), this.#similar);
    return this.#made({ stage: 'rankings', key, weights, neighbours });
  }

  #made<S extends keyof Memos>(from: Ingredients & { readonly stage: S }): Made<S> {
    const { stages, maker, observer, settings, measured } = this.parts;
    const computed = measured(() => maker.compute(from, stages), from.stage);
    const { queries, work } = computed;
    const { storeMs, computeMs } = timeOf(queries, work, settings());
    const costMs = storeMs + computeMs;
    const made = maker.made(from, computed, costMs);
    observer.computed({ made, from, queries, work });
    return made as Made<S>;
  }
}

const noParts = { weights: undefined, neighbours: [] };
