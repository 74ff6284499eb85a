import { Random } from '../../base/random';
import type { Milliseconds, VirtualMs } from '../../base/units';
import { defaultSettings } from '../../engine/contract/settings';
import { LocalEngine } from '../../engine/run/engine';
import type { Shops } from '../../engine/world/shops';
import { openEmbeddedShop } from '../../store/open';
import { compared, type Suite } from './suite';

const HOUR_MS: VirtualMs = 3_600_000;
const MINUTE_MS: VirtualMs = 60_000;
/** Moments of each round: the 95th percentile is the second longest. */
const MOMENTS = 30;
const BOUND_MS: Milliseconds = 300;
const names = {
  'go to a moment of the last minute, p95': MINUTE_MS,
  'go to a moment of an hour, p95': HOUR_MS,
};

/** How long it takes to go to any moment of the default run after an hour of it. */
export const travel: Suite = {
  name: 'travel',
  async *run({ rounds, only, say }) {
    const wanted = Object.entries(names).filter(([name]) => only === undefined || name.includes(only));
    if (wanted.length === 0) return;
    const engine = new LocalEngine(
      { wallNow: () => performance.now(), soon: (pauseMs, slice) => void setTimeout(slice, pauseMs) },
      shops,
    );
    await engine.open({ seed: 1, shop: 'embedded', settings: defaultSettings, interventions: [] });
    await goTo(engine, HOUR_MS);
    const { travel: state, requests } = await look(engine);
    say(`After ${requests} requests the checkpoints take ${(state.bytes / 1e6).toFixed(0)} MB.`);
    const random = new Random(1);
    for (const [name, ofLast] of wanted) {
      const ours: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const took: number[] = [];
        for (let i = 0; i < MOMENTS; i++) {
          const begun = performance.now();
          await goTo(engine, HOUR_MS - random.next() * ofLast);
          took.push(performance.now() - begun);
        }
        ours.push(took.sort((a, b) => a - b)[Math.floor(0.95 * MOMENTS)] ?? 0);
      }
      yield compared({
        suite: 'travel',
        name,
        against: `the bound of ${BOUND_MS} ms`,
        target: 1,
        better: 'lower',
        unit: 'ms',
        ours,
        theirs: ours.map(() => BOUND_MS),
      });
    }
    await engine.pause();
  },
};

const shops: Shops = {
  open: async (_source, seed, present) => ({
    shop: present ?? {
      store: await openEmbeddedShop(seed, () => performance.now()),
      source: 'embedded',
      seed,
    },
  }),
  import: () => Promise.reject(new Error('The bench imports nothing')),
  cancelImport: () => {},
  forgetImported: async () => {},
};

const look = (engine: LocalEngine) => engine.snapshot({ seen: 0, tier: 'all', bucketMs: 10_000 });

/** Goes to a moment and waits until the run stands there. */
async function goTo(engine: LocalEngine, at: VirtualMs): Promise<void> {
  const gone = await engine.goTo(at);
  if (!gone.ok) throw new Error(gone.problem.what);
  while ((await look(engine)).playing) await new Promise((done) => setTimeout(done, 5));
}
