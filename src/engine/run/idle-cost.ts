import type { VirtualMs } from '../../base/units';
import { cost, timeOf } from '../serving/cost';
import type { StageResult } from '../serving/stage-result';
import { type Computed, neighboursOf, Stages } from '../serving/stages';
import type { Run } from './run';

/**
 * Estimates in how much virtual time a page that is not in the cache would be answered if all cores were idle: its
 * weights, then its similarities side by side, then its ranking. Parts that the caches hold cost nothing but a lookup.
 * Computed off the books: nothing in the run changes. The wait in a busy replica's queue is not in it.
 */
export function idleCost(run: Run, key: number): VirtualMs {
  const { store, layers, models, settings } = run;
  const model = () => models.served.model;
  const { facts, versions } = store;
  const stages = new Stages(store.offTheBooks(), facts, versions, model, () => settings.productReads);
  const timeOfOne = ({ queries, work }: Pick<Computed<'rankings'>, 'queries' | 'work'>): VirtualMs => {
    const { storeMs, computeMs } = timeOf(queries, work, settings);
    return storeMs + computeMs;
  };
  const part = <S extends 'weights' | 'similarities'>(stage: S, id: number, compute: () => Computed<S>) => {
    const held = layers.peek(stage, id);
    if (held) return { result: held, ms: 0 };
    const computed = compute();
    const result = {
      ...computed,
      stage,
      key: id,
      computedAt: run.clock.now,
      costMs: 0,
    } as unknown as StageResult<S>;
    return { result, ms: timeOfOne(computed) };
  };

  const page = run.keys.page(key);
  const weights =
    page.kind === 'product' ? undefined : part('weights', page.shopper, () => stages.weights(page.shopper));
  const similar = Array.from(neighboursOf(page, weights?.result), (product) =>
    part('similarities', product, () => stages.similarities(product)),
  );
  const ranking = stages.rankings(
    page,
    weights?.result,
    similar.map(({ result }) => result),
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
