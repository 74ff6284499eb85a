import { expect, test } from 'vitest';
import { trainCosine } from '../../recommender/models/cosine';
import { openEmbeddedShop } from '../../store/open';
import { defaultSettings } from '../contract/settings';
import { Run } from '../run/run';

test('a lookup that got an older value at the soft limit counts with the time that it waited', async () => {
  const store = await openEmbeddedShop(5, () => 0, { products: 60, shoppers: 20 });
  const settings = {
    ...defaultSettings,
    requestsPerSecond: 60,
    ttl: 1_000,
    staleIfError: 60_000,
    softLimit: 80,
    computeSlowdown: 100,
    cores: 1,
  };
  const run = new Run({
    spec: { seed: 3, shop: 'embedded', settings, interventions: [] },
    store,
    firstModel: trainCosine(store.offTheBooks().interactions()),
    wallNow: () => 0,
  });
  const waits: number[] = [];
  let late = 0;
  run.observers.add({
    hop: ({ cache, outcome, reason, since }) => {
      if (cache !== 'rankings' || outcome === 'error') return;
      waits.push(run.clock.now - since);
      if (reason === 'timeout') late++;
    },
  });
  run.clock.run(20_000);
  expect(late).toBeGreaterThan(0.5 * waits.length);
  waits.sort((a, b) => a - b);
  const naive = waits[Math.ceil(waits.length / 2) - 1] as number;
  const { count, ofAnswers } = run.figures.latency('rankings', 600_000);
  expect(count).toBe(waits.length);
  // A bin is about 9 % wide.
  expect(ofAnswers?.p50).toBeGreaterThan(0.9 * naive);
  expect(ofAnswers?.p50).toBeLessThan(1.1 * naive);
  run.close();
  store.close();
});
