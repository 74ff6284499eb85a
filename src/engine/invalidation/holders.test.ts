import { expect, test } from 'vitest';
import { trainCosine } from '../../recommender/models/cosine';
import { openEmbeddedShop } from '../../store/open';
import { memoCacheNames } from '../contract/engine';
import { defaultSettings } from '../contract/settings';
import { Run } from '../run/run';
import { Holders } from './holders';

test('the lists keep about twice the places of the residents, however many values have come and gone', async () => {
  const store = await openEmbeddedShop(5, () => 0);
  const model = trainCosine(store.offTheBooks().interactions());
  const settings = { ...defaultSettings, entries: 100, ttl: 2_000 } as const;
  const run = new Run({
    spec: { seed: 5, shop: 'embedded', settings, interventions: [] },
    store,
    firstModel: model,
    wallNow: () => 0,
  });
  const holders = new Holders(run.layers.of(0));
  let inserted = 0;
  run.observers.add({
    admitted(cache, slot) {
      holders.add(cache, slot);
      inserted += run.layers.of(0).caches[cache].valueAt(slot)?.facts.length ?? 0;
      // Looking puts what is new into the lists.
      holders.of(inserted % store.facts.count);
    },
  });
  run.clock.run(20_000);
  let resident = 0;
  for (const name of memoCacheNames)
    run.layers.of(0).caches[name].forEachSlot((slot) => {
      resident += run.layers.of(0).caches[name].valueAt(slot)?.facts.length ?? 0;
    });
  expect(resident).toBeGreaterThan(0);
  expect(inserted).toBeGreaterThan(10 * (resident + 4_096));
  expect(holders.places).toBeLessThan(3 * resident + 2 * 4_096);
});
