import { expect, test } from 'vitest';
import type { RunSpec } from '../../engine/contract/engine';
import { engineAt } from '../../engine/testing/engine-at';
import { sessionOver } from './testing/session-over';

/** Creates a session over a real engine with a run of one past and one future step. */
async function opened() {
  const { engine, play, slices } = await engineAt();
  const session = await sessionOver(engine);
  const spec: RunSpec = {
    ...(await engine.run()),
    interventions: [
      { at: 500, what: { kind: 'set', setting: 'ttl', value: 5_000 } },
      { at: 60_000, what: { kind: 'retrain' } },
    ],
  };
  await session.open(spec, { view: { speed: 2, study: 'truth' }, fromLink: true });
  await play(1_000, 50);
  // A snapshot: the step of the link has changed the TTL.
  await session.pause();
  await session.change('entries', 77);
  return { engine, session, spec, play, slices, state: () => session.use.getState() };
}

test('a reset restores the settings of the start, without steps, and keeps the discarded changes', async () => {
  const { engine, session, spec, state } = await opened();
  await session.reset();
  expect(await engine.run()).toEqual({ ...spec, data: undefined, interventions: [] });
  expect(state()).toMatchObject({
    settings: spec.settings,
    snapshot: { at: 0, stepsToCome: { count: 0 } },
    study: 'truth',
    fromLink: true,
    beforeReset: { settings: { ttl: 5_000, entries: 77 } },
  });
});

test('its undo restores the run at the same moment, with the future steps', async () => {
  const { engine, session, slices, state } = await opened();
  const before = { run: await engine.run(), at: state().snapshot?.at };
  expect(before.at).toBeGreaterThan(2_000);
  await session.reset();
  await session.undo();
  await slices(100);
  await session.pause();
  expect(await engine.run()).toEqual(before.run);
  expect(state()).toMatchObject({
    settings: { ttl: 5_000, entries: 77 },
    snapshot: { at: before.at, speedAsked: 2, stepsToCome: { count: 1 } },
    beforeReset: undefined,
  });
});

test('the changed settings can be kept: the run starts with them', async () => {
  const { engine, session, spec, state } = await opened();
  await session.reset();
  await session.keepSettings();
  const { settings, interventions } = await engine.run();
  expect(settings).toEqual({ ...spec.settings, ttl: 5_000, entries: 77 });
  expect(interventions).toEqual([]);
  expect(state()).toMatchObject({ settings, snapshot: { at: 0 }, beforeReset: undefined });
});

test('changes after a reset are undone before it', async () => {
  const { session, spec, state } = await opened();
  await session.reset();
  await session.change('entries', 55);
  await session.undo();
  expect(state()).toMatchObject({ settings: spec.settings, beforeReset: { settings: { entries: 77 } } });
});

test('a reset of an unchanged run discards nothing', async () => {
  const { session, spec, state } = await opened();
  await session.open({ ...spec, interventions: [] });
  await session.reset();
  expect(state().beforeReset).toBeUndefined();
});
