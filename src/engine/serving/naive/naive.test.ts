import { describe, expect, test } from 'vitest';
import { trainCosine } from '../../../recommender/models/cosine';
import { openEmbeddedShop } from '../../../store/open';
import type { Harms, Intervention } from '../../contract/engine';
import { memoCacheNames } from '../../contract/engine';
import { defaultSettings, type Settings, settings as table } from '../../contract/settings';
import { naiveReport } from '../../run/reports/naive';
import { Run } from '../../run/run';
import { naiveWays } from '.';
import type { NaiveWay } from './naive-way';

const shop = openEmbeddedShop(42, () => 0);
const model = shop.then((store) => trainCosine(store.offTheBooks().interactions()));

/** For what holds in every shop. The amounts of harm are those of the shop that comes with the page. */
const smallShop = openEmbeddedShop(42, () => 0, { products: 150, shoppers: 60 });
const smallModel = smallShop.then((store) => trainCosine(store.offTheBooks().interactions()));

const CURED_AT = 40_000;
/** Harms after the cure count from 10 s after it: before that the last wrong entries go. */
const ENDS_AT = 65_000;

test('what was cured stays so, by its own figures, when another way follows', async () => {
  const way = naiveWays.find(({ name }) => name === 'wrong-key') as NaiveWay;
  const run = await runOf(way, 4, 10_000);
  const set = (setting: string, value: string) => run.plan({ kind: 'set', setting, value } as Intervention);
  run.clock.run(40_000);
  expect(naiveReport(run).tried['wrong-key']).toMatchObject({ cured: true, after: { from: 20_000 } });
  // Amid a second, between two readings of the harms.
  run.clock.run(40_300);
  set('memoKind', 'object-key');
  run.clock.run(45_000);
  expect(naiveReport(run).tried['object-key']?.during.recomputed).toBe(1);
  run.clock.run(60_000);
  const { tried } = naiveReport(run);
  run.close();
  expect(tried['wrong-key']).toMatchObject({ cured: true, after: { from: 20_000, to: 40_000 } });
  expect(tried['object-key']).toMatchObject({ cured: false, after: undefined });
});

/** The shop that comes with the page, with a part of its traffic: then the test takes a part of the time. */
async function runOf(
  way: NaiveWay,
  seed: number,
  curedAt: number,
  { store = shop, firstModel = model } = {},
): Promise<Run> {
  const preset = Object.fromEntries(way.preset.map(({ setting, value }) => [setting, value]));
  const settings = {
    ...defaultSettings,
    requestsPerSecond: 60,
    ...preset,
    memoKind: way.name,
  } as Settings;
  const interventions = [{ at: curedAt, what: { kind: 'set' as const, ...way.cureBy } }];
  return new Run({
    spec: { seed, shop: 'embedded', settings, interventions },
    store: await store,
    firstModel: await firstModel,
    wallNow: () => 0,
  });
}

const pastThresholds = (way: NaiveWay, harms: Harms | undefined) =>
  way.harms.map(({ figure, from }) => (harms?.[figure] ?? 0) >= from);

describe.each(naiveWays)('$name', (way: NaiveWay) => {
  test.each([1, 2])(
    'does its harm within a minute, and its cure ends it within another: seed %i',
    async (seed) => {
      const run = await runOf(way, seed, CURED_AT);
      run.clock.run(CURED_AT - 1);
      expect(naiveReport(run).atWork).toBe(way.name);
      run.clock.run(ENDS_AT);
      const { tried, atWork } = naiveReport(run);
      const { during, after } = tried[way.name] ?? {};
      run.close();
      expect(pastThresholds(way, during), JSON.stringify(during)).toEqual(way.harms.map(() => true));
      expect(pastThresholds(way, after), JSON.stringify(after)).toEqual(way.harms.map(() => false));
      expect(atWork).toBeUndefined();
    },
  );

  test('the same run gives the same figures, and its counters add up at every moment', async () => {
    const figures = async () => {
      const run = await runOf(way, 7, 8_000, { store: smallShop, firstModel: smallModel });
      const seen = [];
      for (let second = 1; second <= 16; second++) {
        run.clock.run(second * 1_000);
        for (const name of memoCacheNames) {
          const cache = run.layers.of(0).caches[name];
          const { requests, hits, misses, inserted, evicted, expired, invalidated, replaced } = cache.stats;
          expect(requests).toBe(hits + misses);
          expect(inserted).toBe(cache.size + evicted + expired + invalidated + replaced);
        }
        seen.push(naiveReport(run).now);
      }
      const stats = memoCacheNames.map((name) => ({ ...run.layers.of(0).caches[name].stats }));
      run.close();
      return { seen, stats };
    };
    expect(await figures()).toEqual(await figures());
  });

  test('names settings that there are, with values that they take', () => {
    for (const { setting, value } of [...way.preset, way.cureBy])
      expect(table[setting].accepts(value), setting).toBe(true);
  });
});
