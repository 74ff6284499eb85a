import type { VirtualMs } from '../../base/units';
import { cost, timeOf } from '../serving/cost';
import type { Made } from '../serving/made';
import { type Computed, neighboursOf, Stages } from '../serving/stages';
import type { Run } from './run';

/**
 * Estimates in how much virtual time a page that is not in the cache would be answered if all cores were idle: its
 * weights, then its similarities side by side, then its ranking. Parts that the caches hold cost nothing but a lookup.
 * Computed off the books: nothing in the run changes. The wait in a busy replica's queue is not in it.
 */
export function idleCost(run: Run, key: number): VirtualMs {
  const { store, layer, models, settings } = run;
  const model = () => models.served.model;
  const { facts, versions } = store;
  const stages = new Stages(store.offTheBooks(), facts, versions, model, () => settings.productReads);
  const timeOfOne = ({ queries, work }: Pick<Computed<'rankings'>, 'queries' | 'work'>): VirtualMs => {
    const { storeMs, computeMs } = timeOf(queries, work, settings);
    return storeMs + computeMs;
  };
  const part = <S extends 'weights' | 'similarities'>(stage: S, id: number, compute: () => Computed<S>) => {
    const held = layer.caches[stage].peek(layer.keyOf(stage, id)) as Made<S> | undefined;
    if (held) return { made: held, ms: 0 };
    const computed = compute();
    const made = { ...computed, stage, key: id, madeAt: run.clock.now, costMs: 0 } as unknown as Made<S>;
    return { made, ms: timeOfOne(computed) };
  };

  const page = run.keys.page(key);
  const weights =
    page.kind === 'product' ? undefined : part('weights', page.shopper, () => stages.weights(page.shopper));
  const similar = Array.from(neighboursOf(page, weights?.made), (product) =>
    part('similarities', product, () => stages.similarities(product)),
  );
  const ranking = stages.rankings(
    page,
    weights?.made,
    similar.map(({ made }) => made),
  );
  const sideBySide = lastEnd(
    similar.map(({ ms }) => ms),
    settings.cores,
  );
  return cost.hitMs + (weights?.ms ?? 0) + sideBySide + timeOfOne(ranking);
}

/** When the last of several jobs ends that are begun in order on so many cores. */
function lastEnd(jobs: readonly VirtualMs[], cores: number): VirtualMs {
  const busyUntil = new Array<VirtualMs>(cores).fill(0);
  for (const ms of jobs) {
    const first = busyUntil.indexOf(Math.min(...busyUntil));
    busyUntil[first] = (busyUntil[first] ?? 0) + ms;
  }
  return Math.max(...busyUntil);
}
