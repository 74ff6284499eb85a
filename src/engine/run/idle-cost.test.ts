import { expect, test } from 'vitest';
import type { ApiReply, ApiRequest } from '../contract/engine';
import type { Settings } from '../contract/settings';
import { QuietRun } from '../testing/run-at';
import { ShopApi } from './api';

/** The idle cost that the autopilot and a visit by hand get for the same page in the same cold run. */
async function both(settings: Partial<Settings>, ask: ApiRequest) {
  const quiet = await QuietRun.open(settings);
  const api = new ShopApi(quiet.run, () => false);
  const tookOf = (reply: ApiReply) => (reply.ok ? reply.value.timing.totalMs : Number.NaN);
  const observed = tookOf(await api.request(ask, 'autopilot'));
  const entries = quiet.run.layers.of(0).caches.rankings.size;
  const really = tookOf(await api.request(ask, 'hand'));
  const again = tookOf(await api.request(ask, 'autopilot'));
  return { observed, really, again, entries };
}
const pages: readonly ApiRequest[] = [
  { kind: 'recommendations', shopper: 3 },
  { kind: 'product', product: 7 },
  { kind: 'category', category: 1, shopper: 5 },
];

test('what a page would take with idle cores is what it takes in a run where nothing else happens', async () => {
  for (const ask of pages)
    for (const settings of [{}, { cores: 1 }, { storeLatency: 40, productReads: 'each' }] as const) {
      const { observed, really, again, entries } = await both(settings, ask);
      expect(really).toBeGreaterThan(1);
      expect(observed).toBeCloseTo(really, 6);
      // Looking computed nothing in the run; what is in the cache then costs a lookup.
      expect(entries).toBe(0);
      expect(again).toBe(0.05);
    }
});

test('a request that fails says after how long', async () => {
  const quiet = await QuietRun.open({ computeErrors: 100, storeLatency: 30 });
  const api = new ShopApi(quiet.run, () => false);
  const reply = await api.request({ kind: 'product', product: 7 }, 'hand');
  expect(reply.ok).toBe(false);
  if (!reply.ok) expect(reply.problem.tookMs).toBeGreaterThan(30);
});
