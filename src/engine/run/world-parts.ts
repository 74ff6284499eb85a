import type { Reply } from '../../base/result';
import { Recurring } from '../time/recurring';
import { byPopularity, Traffic } from '../world/traffic';
import type { ModelKeeper } from '../world/training/model-keeper';
import { World } from '../world/world';
import type { RunOrigin } from './run-origin';

/** What happens outside of the caches: shoppers come, facts change. */
export function worldOf(
  { options, clock, settings }: RunOrigin,
  models: ModelKeeper,
  written: (done: Reply<void>) => void,
) {
  const { spec, store, firstModel } = options;
  const traffic = new Traffic(spec.seed, settings.settings, store.size, byPopularity(firstModel.popularity));
  const world = new World(spec.seed, clock, store, written, {
    retrain: () => models.retrain(),
    update: () => models.update(),
  });
  return { traffic, world, arrivals: new Recurring(clock, 'visit', traffic.wait) };
}
