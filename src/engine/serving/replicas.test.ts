import { expect, test } from 'vitest';
import { trainCosine } from '../../recommender/models/cosine';
import { openEmbeddedShop } from '../../store/open';
import { defaultSettings } from '../contract/settings';
import { Run } from '../run/run';

test('requests, and the events that continue them, name the replica that answers', async () => {
  const store = await openEmbeddedShop(5, () => 0, { products: 60, shoppers: 20 });
  const firstModel = trainCosine(store.offTheBooks().interactions());
  const limits = { softLimit: 3_000, hardLimit: 5_000, computeErrors: 50, retryBudget: '1' } as const;
  const settings = { ...defaultSettings, ...limits, requestsPerSecond: 60, cores: 2 };
  const spec = { seed: 7, shop: 'embedded', settings, interventions: [] } as const;
  const run = new Run({ spec, store, firstModel, wallNow: () => 0 });
  const replicas = new Set<number>();
  run.observers.add({
    hop: ({ request }) => replicas.add(request.replica),
    admitted: (_cache, _slot, replica) => replicas.add(replica),
  });
  const kinds = new Set<string>();
  for (let at = 100; at <= 1_000; at += 100) {
    run.clock.run(at);
    for (const { kind, about } of run.save().parts.clock.events) {
      if (kind !== 'retry' && kind !== 'soft limit' && kind !== 'hard limit' && kind !== 'work done')
        continue;
      kinds.add(kind);
      expect(about).toMatchObject({ replica: 0 });
    }
  }
  expect([...kinds].sort()).toEqual(['hard limit', 'retry', 'soft limit', 'work done']);
  expect([...replicas]).toEqual([0]);
  expect(run.replicas.all.map(({ id }) => id)).toEqual([0]);
  run.close();
  store.close();
});
