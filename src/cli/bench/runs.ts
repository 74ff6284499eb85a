import { serialize } from 'node:v8';
import { defaultSettings } from '../../engine/contract/settings';
import { Run } from '../../engine/run/run';
import type { SavedRun } from '../../engine/run/saved-run';
import { trainCosine } from '../../recommender/models/cosine';
import { openEmbeddedShop } from '../../store/open';
import { compared, type Suite } from './suite';

/** Virtual time after which the run is saved: its caches are full. */
const SAVED_AFTER_MS = 60_000;
/** Rounds that are not measured: the first saves compile the code. A page saves every ten seconds. */
const WARM_UP = 3;
const bounds = { 'save a run': 30, 'restore a run': 40, 'a saved run beside its values': 2 } as const;

/** Saves and restores the default run in the embedded shop of 2,000 products. */
export const runs: Suite = {
  name: 'runs',
  async *run({ rounds, only, say }) {
    const names = Object.keys(bounds) as (keyof typeof bounds)[];
    const wanted = names.filter((name) => only === undefined || name.includes(only));
    if (wanted.length === 0) return;
    const store = await openEmbeddedShop(1, () => performance.now());
    const other = await openEmbeddedShop(1, () => performance.now());
    const start = {
      firstModel: trainCosine(store.offTheBooks().interactions()),
      wallNow: () => performance.now(),
    };
    const spec = { seed: 1, shop: 'embedded', settings: defaultSettings, interventions: [] } as const;
    const run = new Run({ ...start, spec, store });
    const measures: Record<keyof typeof bounds, number[]> = {
      'save a run': [],
      'restore a run': [],
      'a saved run beside its values': [],
    };
    for (let round = -WARM_UP; round < rounds; round++) {
      run.clock.run(SAVED_AFTER_MS + 1_000 * (WARM_UP + round));
      const begun = performance.now();
      const saved = run.save();
      const savedAfter = performance.now() - begun;
      const back = performance.now();
      const again = Run.restore(saved, { ...start, store: other });
      const restoredAfter = performance.now() - back;
      again.close();
      if (round < 0) continue;
      measures['save a run'].push(savedAfter);
      measures['restore a run'].push(restoredAfter);
      measures['a saved run beside its values'].push(bytesOf(saved) / 1e6);
      if (round === 0)
        say(`Copied as a whole, it takes ${(serialize(saved).byteLength / 1e6).toFixed(1)} MB.`);
    }
    run.close();
    store.close();
    other.close();
    for (const name of wanted)
      yield compared({
        suite: 'runs',
        name,
        against: 'the bound',
        target: 1,
        better: 'lower',
        unit: name === 'a saved run beside its values' ? 'MB' : 'ms',
        ours: measures[name],
        theirs: measures[name].map(() => bounds[name]),
      });
  },
};

const FIELD_BYTES = 8;
const OBJECT_BYTES = 16;

/** About what a saved run takes in memory, without the values of the caches and their parts, which it shares with the run. */
function bytesOf(saved: SavedRun): number {
  const seen = new Set<object>();
  const measure = (one: unknown): number => {
    if (typeof one === 'string') return 2 * one.length;
    if (typeof one !== 'object' || one === null || seen.has(one)) return 0;
    seen.add(one);
    if (ArrayBuffer.isView(one)) return OBJECT_BYTES + one.byteLength;
    const parts = partsOf(one);
    return parts.reduce<number>(
      (sum, part) => sum + measure(part),
      OBJECT_BYTES + FIELD_BYTES * parts.length,
    );
  };
  for (const value of valuesIn(saved)) measure(value);
  return measure(saved);
}

/** The cached values anywhere in a saved run. */
function valuesIn(saved: SavedRun): object[] {
  const seen = new Set<object>();
  const values: object[] = [];
  const look = (one: unknown): void => {
    if (typeof one !== 'object' || one === null || ArrayBuffer.isView(one) || seen.has(one)) return;
    seen.add(one);
    if (isValue(one)) values.push(one);
    else partsOf(one).forEach(look);
  };
  look(saved);
  return values;
}

const partsOf = (one: object): unknown[] =>
  one instanceof Map ? [...one.keys(), ...one.values()] : Object.values(one);

const isValue = (one: object): boolean => 'computedAt' in one && 'versions' in one;
