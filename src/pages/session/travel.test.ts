import { expect, test } from 'vitest';
import { engineAt } from '../../engine/testing/engine-at';
import { sessionOver } from './testing/session-over';

/** A session over a real engine whose run was watched for two seconds, with a step at one second. */
async function watched() {
  const { engine, play, slices } = await engineAt({ requestsPerSecond: 200 });
  const session = await sessionOver(engine);
  const state = () => session.use.getState();
  await session.runs.open(await engine.run());
  for (let i = 0; i < 4; i++) {
    await play(500, 50);
    await session.playback.pause();
    if (i === 1) await session.change('ttl', 700);
  }
  /** Lets a way through time begin and arrive. */
  const arrive = async (going: Promise<unknown>) => {
    let over = false;
    void going.finally(() => {
      over = true;
    });
    while (!over) {
      await slices(20);
      await new Promise((done) => setTimeout(done));
    }
    await slices(200);
    await session.playback.pause();
  };
  const steps = async () => (await engine.run()).interventions.length;
  return { engine, session, state, arrive, steps, play };
}

test('the history holds what was seen; while it is dragged, recorded figures stand for the run', async () => {
  const { session, state } = await watched();
  const { history, snapshot } = state();
  expect(history.length).toBeGreaterThanOrEqual(4);
  expect(history.at(-1)).toMatchObject({ at: snapshot?.at, requests: snapshot?.requests });
  const recorded = history.find(({ at }) => at >= 900);
  session.travel.scrub((recorded?.at ?? 0) + 1);
  expect(state()).toMatchObject({ snapshot: { requests: recorded?.requests, playing: false } });
  // A late look does not put the run's figures in their place.
  await session.playback.pause();
  expect(state().snapshot?.requests).toBe(recorded?.requests);
  expect(state().history).toHaveLength(history.length);
});

test('let go, the run stands there, with the same figures; at its head nothing is past', async () => {
  const { session, state, arrive } = await watched();
  const { history, snapshot: head } = state();
  const recorded = history[2];
  session.travel.scrub(recorded?.at ?? 0);
  await arrive(session.travel.goTo(recorded?.at ?? 0));
  expect(state()).toMatchObject({
    scrubbed: undefined,
    futures: [],
    snapshot: { at: recorded?.at, requests: recorded?.requests, tier: { total: recorded?.tier.total } },
  });
  expect(state().history).toHaveLength(history.length);
  await arrive(session.travel.goTo(head?.at ?? 0));
  expect(state().snapshot).toMatchObject({ at: head?.at, tier: { total: head?.tier.total } });
});

test('something done in the past keeps the former course beside the new one, and each can be returned to', async () => {
  const { session, state, arrive, steps } = await watched();
  const before = state().snapshot;
  await arrive(session.travel.goTo(600));
  await session.change('entries', 44);
  expect(state().settings).toMatchObject({ entries: 44 });
  expect(state().settings.ttl).not.toBe(700);
  expect(state().futures).toMatchObject([{ from: 600, head: before?.at }]);
  expect(state().history.every(({ at }) => at <= 601)).toBe(true);
  expect(await steps()).toBe(1);
  const [first] = state().futures;
  if (!first) throw new Error('There is no other future');
  await arrive(session.travel.returnTo(first));
  expect(state()).toMatchObject({
    settings: { ttl: 700 },
    snapshot: { at: before?.at, requests: before?.requests },
    futures: [{ from: 600, interventions: [{ what: { kind: 'set', setting: 'entries' } }] }],
  });
  expect(state().history.length).toBeGreaterThanOrEqual(4);
});

test('a step that is made at the head again begins no other future', async () => {
  const { session, state, arrive } = await watched();
  const head = state().snapshot?.at ?? 0;
  await arrive(session.travel.goTo(600));
  await arrive(session.travel.goTo(head));
  await session.change('entries', 44);
  expect(state()).toMatchObject({ futures: [], settings: { ttl: 700, entries: 44 } });
});

test('another run has a history of its own', async () => {
  const { engine, session, state, arrive } = await watched();
  await arrive(session.travel.goTo(600));
  await session.change('entries', 44);
  await session.runs.open({ ...(await engine.run()), interventions: [] });
  expect(state()).toMatchObject({ futures: [], history: [{ at: 0 }] });
});

test('one request back, and on to what happens next', async () => {
  const { session, state, arrive } = await watched();
  const before = state().snapshot;
  await arrive(session.travel.back());
  const back = state().snapshot;
  expect(back?.requests).toBe((before?.requests ?? 0) - 1);
  await arrive(session.travel.runToNext('expiry'));
  expect(state().sought).toBeUndefined();
  expect(state().snapshot?.tier.total.expired).toBeGreaterThan(back?.tier.total.expired ?? Infinity);
});
