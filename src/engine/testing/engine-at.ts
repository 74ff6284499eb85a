import type { Store } from '../../store/facts';
import { openEmbeddedShop } from '../../store/open';
import { loadStore } from '../../store/store';
import type { RunSpec, Snapshot } from '../contract/engine';
import { defaultSettings, type Settings } from '../contract/settings';
import { LocalEngine } from '../run/engine';
import type { Shops } from '../world/shops';
import type { Trainer } from '../world/training/trainer';
import { TrainerInSlices } from './trainer-in-slices';

const plan = { products: 240, shoppers: 120 };
let embedded: Promise<Store> | undefined;
/** One small shop for all tests of a file. */
const smallShop = (): Promise<Store> => (embedded ??= openEmbeddedShop(3, () => 0, plan));

const shops: Shops = {
  // A shop of its own for each engine: what one run changes, the other must not see.
  open: async (_wanted, _seed, present) => ({
    shop: present ?? {
      store: await loadStore((await smallShop()).pristine(), () => 0),
      source: 'embedded',
      seed: 3,
    },
  }),
  import: () => Promise.reject(new Error('not in this test')),
  cancelImport: () => {},
  forgetImported: async () => {},
};

/** An engine whose wall clock stands still unless it is moved; slices happen when asked. */
export async function engineAt(
  settings: Partial<Settings> = {},
  interventions: RunSpec['interventions'] = [],
  trainer?: Trainer,
) {
  const host = { now: 0, slices: [] as (() => void)[] };
  const engine = new LocalEngine(
    {
      wallNow: () => host.now,
      soon: (_pause, slice) => void host.slices.push(slice),
    },
    shops,
    trainer,
  );
  const spec: RunSpec = {
    seed: 3,
    shop: 'embedded',
    settings: { ...defaultSettings, requestsPerSecond: 100, ...settings },
    interventions,
  };
  const opened = await engine.open(spec);
  if (!opened.ok) throw new Error(opened.problem.what);
  /** Plays until the wall clock has advanced, in steps of `tickMs`. */
  const play = async (wallMs: number, tickMs: number) => {
    await engine.play();
    for (const end = host.now + wallMs; host.now < end; ) {
      host.now = Math.min(end, host.now + tickMs);
      for (const slice of host.slices.splice(0)) slice();
      if (trainer instanceof TrainerInSlices) trainer.takeTurn();
    }
    await engine.pause();
  };
  /** Lets so many slices happen while the wall clock stands still. */
  const slices = async (count: number) => {
    for (let i = 0; i < count; i++) for (const slice of host.slices.splice(0)) slice();
  };
  return { engine, play, slices };
}

export const look = (
  engine: LocalEngine,
  tier: Snapshot['tiers'] extends Record<infer T, unknown> ? T : never = 'all',
) => engine.snapshot({ seen: 0, tier, bucketMs: 1_000 });

/** Runs for so many virtual seconds, and tells the totals. */
export async function totals(
  settings: Partial<Settings>,
  seconds = 30,
  interventions: RunSpec['interventions'] = [],
) {
  const { engine, play } = await engineAt(settings, interventions);
  await engine.setSpeed(10);
  await play(seconds * 100, 50);
  const snapshot = await look(engine);
  return {
    ...snapshot.tier.total,
    latency: snapshot.tier.latency,
    entries: snapshot.tier.entries,
    bytes: snapshot.tier.bytes,
    compute: snapshot.compute,
  };
}
