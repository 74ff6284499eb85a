import { expect, test } from 'vitest';
import { trainCosine } from '../../recommender/models/cosine';
import { workUnits } from '../../recommender/work';
import type { FactKind } from '../../store/facts';
import { openEmbeddedShop } from '../../store/open';
import { type MemoCacheName, memoCacheNames } from '../contract/engine';
import { defaultSettings } from '../contract/settings';
import { stagesReport } from '../run/reports/stages';
import { Run } from '../run/run';
import { PageKeys } from './keys';
import type { StageResult } from './stage-result';
import { dependsOn, stageTable } from './stage-table';
import { type Computed, HISTORY, neighboursOf, Stages } from './stages';

const shop = () => openEmbeddedShop(5, () => 0, { products: 60, shoppers: 20 });

/** Everything that the stages can compute in a small shop, and the kinds of facts that were noted as read for it. */
async function kindsSeen(): Promise<Record<MemoCacheName, Set<FactKind>>> {
  const store = await shop();
  const model = trainCosine(store.offTheBooks().interactions());
  const stages = new Stages(store, store.facts, store.versions, () => model);
  const keys = new PageKeys(store.size);
  const seen = {
    similarities: new Set<FactKind>(),
    weights: new Set<FactKind>(),
    rankings: new Set<FactKind>(),
  };
  const result = <S extends MemoCacheName>(stage: S, key: number, computed: Computed<S>): StageResult<S> => {
    for (const fact of computed.facts) seen[stage].add(store.facts.kindOf(fact));
    return { stage, key, ...computed, computedAt: 0, costMs: 0 };
  };
  for (let key = 0; key < keys.counts.rankings; key++) {
    const page = keys.page(key);
    const weights =
      page.kind === 'product' ? undefined : result('weights', page.shopper, stages.weights(page.shopper));
    const parts = Array.from(neighboursOf(page, weights), (product) =>
      result('similarities', product, stages.similarities(product)),
    );
    result('rankings', key, stages.rankings(page, weights, parts));
  }
  return seen;
}

test('the stages read the kinds of facts that the table states, all of them and no other', async () => {
  const seen = await kindsSeen();
  for (const stage of memoCacheNames) expect([stage, seen[stage]]).toEqual([stage, dependsOn(stage)]);
});

test('the table states the cost of each stage by the units that it counts with', () => {
  for (const stage of memoCacheNames)
    for (const [what, each] of Object.entries(workUnits[stage]))
      expect(stageTable[stage].cost).toContain(`${each} × ${what}`);
});

test('a shopper’s weights take the work that the table’s formula gives', async () => {
  const store = await shop();
  const model = trainCosine(store.offTheBooks().interactions());
  const stages = new Stages(store, store.facts, store.versions, () => model);
  const units = workUnits.weights;
  for (let shopper = 0; shopper < store.size.shoppers; shopper++) {
    const { product } = store.offTheBooks().purchases(shopper, HISTORY);
    const stated =
      product.length * units['purchase looked back on'] +
      new Set(product).size * units['product of the history'];
    expect(stages.weights(shopper).work).toBe(stated);
  }
});

test('each computation is counted with its work, its virtual time and a look at the clock', async () => {
  const store = await shop();
  const model = trainCosine(store.offTheBooks().interactions());
  const settings = { ...defaultSettings, requestsPerSecond: 50, storeLatency: 2 };
  // A clock that goes on by a millisecond each time that it is looked at.
  let looks = 0;
  const run = new Run({
    spec: { seed: 5, shop: 'embedded', settings, interventions: [] },
    store,
    firstModel: model,
    wallNow: () => looks++,
  });
  run.clock.run(10_000);
  const { stages } = stagesReport(run);
  expect(stages.map(({ stage }) => stage)).toEqual([...memoCacheNames]);
  expect(stages.reduce((sum, { computations }) => sum + computations, 0)).toBe(run.figures.computations);
  for (const { stage, computations, work, virtualMs, measuredMs, hits, requests } of stages) {
    expect(computations).toBeGreaterThan(0);
    expect(work).toBeGreaterThan(computations);
    expect(virtualMs).toBeGreaterThan(stage === 'similarities' ? 0 : 2 * computations);
    expect(measuredMs).toBe(computations);
    expect(hits).toBeLessThan(requests);
  }
});
