import { defaultSettings } from '../../engine/contract/settings';
import { Run } from '../../engine/run/run';
import { trainInPlace } from '../../engine/world/training/train-in-place';
import type { TrainedModel } from '../../recommender/contract';
import { trainCosine } from '../../recommender/models/cosine';
import { models } from '../../recommender/models/registry';
import { trained } from '../../recommender/trained';
import type { Store } from '../../store/facts';
import { generateShop } from '../../store/generate/generate';
import { openEmbeddedShop } from '../../store/open';
import { digestOf } from './digest';
import { type Fingerprint, fingerprint } from './fingerprint';
import {
  GOLDEN_MINUTES,
  GOLDEN_SEED,
  type GoldenRun,
  goldenRuns,
  goldenSettings,
  goldenShop,
} from './golden-runs';

export type Fingerprints = Readonly<Record<string, Fingerprint>>;

/** Plays all golden runs. Needs no page and no process, so it works in every JavaScript engine. */
export async function playGolden(minutes = GOLDEN_MINUTES): Promise<Fingerprints> {
  const store = await openEmbeddedShop(GOLDEN_SEED, () => 0, goldenShop);
  const first = trainCosine(store.offTheBooks().interactions());
  const played: Record<string, Fingerprint> = { ingredients: ingredients(store) };
  for (const [name, run] of Object.entries(goldenRuns))
    played[name] = await playOne(run, store, first, minutes);
  return played;
}

/** Digests the inputs of runs: the shop that comes with the page, and every model of the small one. */
function ingredients(store: Store): Fingerprint {
  const interactions = store.offTheBooks().interactions();
  const columns = models.map((model) => [
    `model ${model.name}`,
    digestOf(trained(model.train(interactions)).columns()),
  ]);
  return { 'embedded shop': digestOf(generateShop(GOLDEN_SEED)), ...Object.fromEntries(columns) };
}

async function playOne(
  { settings, interventions = [] }: GoldenRun,
  store: Store,
  first: TrainedModel,
  minutes: number,
): Promise<Fingerprint> {
  const spec = {
    seed: GOLDEN_SEED,
    shop: 'embedded',
    settings: { ...defaultSettings, ...goldenSettings, ...settings },
    interventions,
  } as const;
  const run = new Run({ spec, store, firstModel: first, wallNow: () => 0, trainer: trainInPlace(models) });
  run.clock.run(minutes * 60_000);
  const figures = fingerprint(run);
  run.close();
  return figures;
}
