import { expect, test } from 'vitest';
import type { Snapshot } from '../../engine/contract/engine';
import { engineAt } from '../../engine/testing/engine-at';
import { differingSettings } from './lanes';
import { sessionOver } from './testing/session-over';

const figuresOf = ({ at, requests, tier, pages, store, settings, marks }: Snapshot) => ({
  at,
  requests,
  total: tier.total,
  bytes: tier.bytes,
  totals: pages.totals,
  changes: store.changes,
  settings,
  marks,
});

/** A session over two engines, with a run that has come to one second and had one step. */
async function comparing() {
  const main = await engineAt({ requestsPerSecond: 200, ttl: 3_000 });
  const lane = await engineAt();
  const session = await sessionOver(main.engine, () => {}, lane.engine);
  const state = () => session.use.getState();
  await session.runs.open(await main.engine.run());
  await main.play(1_000, 50);
  await session.change('entries', 300);
  /** Lets lane B arrive where lane A is shown. */
  const arrive = async () => {
    for (let turns = 0; ; turns++) {
      if (turns > 500) throw new Error('Lane B does not arrive');
      await main.slices(20);
      await lane.slices(20);
      await new Promise((done) => setTimeout(done, 5));
      const { comparison, snapshot } = state();
      if (comparison?.stage === 'comparing' && comparison.compared?.a.at === snapshot?.at) return;
    }
  };
  const lanes = () => {
    const { comparison } = state();
    if (comparison?.stage !== 'comparing' || !comparison.compared) throw new Error('No lanes');
    return comparison.compared;
  };
  const playTo = async (wallMs: number) => {
    await main.play(wallMs, 50);
    await session.playback.pause();
    await arrive();
  };
  /** Changes a setting of lane B, and lets both lanes go the millisecond on that this takes. */
  const changeB = async (value: number) => {
    let over = false;
    const changing = session.comparison.change('ttl', value).finally(() => {
      over = true;
    });
    while (!over) {
      await main.slices(20);
      await lane.slices(20);
      await new Promise((done) => setTimeout(done, 5));
    }
    await changing;
    await session.playback.pause();
    await arrive();
  };
  await session.comparison.start();
  await arrive();
  return { main, session, state, lanes, playTo, changeB, arrive };
}

test('with equal settings both lanes have equal figures at every moment, also after steps and back in time', async () => {
  const { session, lanes, playTo, arrive, main } = await comparing();
  const same = () => expect(figuresOf(lanes().b)).toEqual(figuresOf(lanes().a));
  same();
  await playTo(400.5);
  same();
  await session.change('ttl', 800);
  await session.apply({ kind: 'setPrice', product: 3, cents: 5_000 });
  await arrive();
  same();
  await playTo(1_200);
  same();
  expect(lanes().a.requests).toBeGreaterThan(400);
  const going = session.travel.goTo(700);
  for (let i = 0; i < 20; i++) {
    await main.slices(20);
    await new Promise((done) => setTimeout(done));
  }
  await going;
  await session.playback.pause();
  await arrive();
  expect(lanes().a.at).toBe(700);
  same();
});

test('a setting of lane B differs from then on; the traffic is the same', async () => {
  const { session, lanes, playTo, changeB, arrive, state } = await comparing();
  await changeB(200);
  expect(differingSettings(lanes().a.settings, lanes().b.settings)).toEqual(['ttl']);
  expect(state().settings.ttl).toBe(3_000);
  await playTo(2_000);
  const { a, b } = lanes();
  expect(b.at).toBe(a.at);
  expect(b.tier.total.expired).toBeGreaterThan(a.tier.total.expired);
  expect(b.store.changes).toBe(a.store.changes);
  // A later step of lane A is done in both.
  await session.change('entries', 250);
  await arrive();
  expect(differingSettings(lanes().a.settings, lanes().b.settings)).toEqual(['ttl']);
  expect(lanes().b.settings.entries).toBe(250);
});

test('lane B can be kept: the run goes on as lane B, and what was lane A is another course', async () => {
  const { session, lanes, playTo, changeB, state, main } = await comparing();
  await changeB(200);
  await playTo(1_000);
  const { b } = lanes();
  const keeping = session.comparison.keep();
  for (let i = 0; i < 40; i++) {
    await main.slices(20);
    await new Promise((done) => setTimeout(done));
  }
  await keeping;
  await session.playback.pause();
  expect(state()).toMatchObject({ comparison: undefined, settings: { ttl: 200 }, futures: [{ head: b.at }] });
  expect(figuresOf(state().snapshot as Snapshot).total).toEqual(b.tier.total);
});

test('it ends with the run, and a lane that cannot be started says why', async () => {
  const { session, state, main } = await comparing();
  await session.runs.open(await main.engine.run());
  expect(state().comparison).toBeUndefined();
  const alone = await sessionOver(main.engine);
  await alone.comparison.start();
  expect(alone.use.getState().comparison).toMatchObject({ stage: 'failed', problem: { kind: 'no-lane' } });
});
