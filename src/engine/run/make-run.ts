import { trainCosine } from '../../recommender/models/cosine';
import type { RunSpec } from '../contract/engine';
import type { OpenShop } from '../world/shops';
import type { Opened } from './opened';
import type { Run } from './run';
import type { RunOptions } from './run-origin';

/** Makes the run that takes the present one's place. */
export type MakeRun = (start: Pick<RunOptions, 'spec' | 'store' | 'firstModel'>) => Run;

/** A run on the store of the present one, which gets its store back as it was if there is to be no other. */
export function inSameShop(spec: RunSpec, { shop: { store }, firstModel }: Opened, make: MakeRun) {
  const present = store.checkpoint();
  try {
    // The first model is that of the shop as it was opened, whatever a run before has sold since.
    return { run: make({ spec, store, firstModel }), firstModel };
  } catch (error) {
    store.restore(present);
    throw error;
  }
}

export function inNewShop(spec: RunSpec, { store }: OpenShop, make: MakeRun) {
  try {
    const firstModel = trainCosine(store.offTheBooks().interactions());
    return { run: make({ spec, store, firstModel }), firstModel };
  } catch (error) {
    store.close();
    throw error;
  }
}
