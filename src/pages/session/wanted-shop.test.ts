import { expect, test } from 'vitest';
import { ok } from '../../base/result';
import type { Engine, ImportReport, RunSpec } from '../../engine/contract/engine';
import { engineAt } from '../../engine/testing/engine-at';
import { sessionOver } from './testing/session-over';

const needed = { hash: '0123abcd', title: 'Online Retail' };

/** Creates a session asked for a run in an absent shop, whose next import gives data of `hash`. */
async function withoutTheShop(hash: string) {
  const { engine } = await engineAt();
  const importShop = async () => {
    const opened = {
      shop: { source: 'imported', hash, title: '', products: 1, shoppers: 1, purchases: 1, categories: [] },
    };
    return ok({ opened } as unknown as ImportReport);
  };
  const session = await sessionOver(
    new Proxy<Engine>(engine, {
      get: (target, name) =>
        name === 'importShop' ? importShop : (target[name as keyof Engine] as () => unknown).bind(target),
    }),
  );
  const spec: RunSpec = {
    ...(await engine.run()),
    shop: 'imported',
    data: needed,
    interventions: [{ at: 500, what: { kind: 'retrain' } }],
  };
  await session.runs.open(spec);
  const state = session.use.getState();
  expect(state.problem?.what).toContain('needs the shop imported from “Online Retail” (data 0123abcd)');
  await session.change('entries', 33);
  const before = session.use.getState().run;
  await session.runs.importShop([], {}, () => {});
  return { steps: (await engine.run()).interventions, runs: session.use.getState().run - before };
}

test('a run that needs another shop is opened when that shop is imported', async () => {
  const { steps, runs } = await withoutTheShop(needed.hash);
  expect(steps).toEqual([{ at: 500, what: { kind: 'retrain' } }]);
  expect(runs).toBe(2);
});

test('an import of other data does not open it', async () => {
  expect((await withoutTheShop('ffffffff')).runs).toBe(1);
});
