import { expect, test } from 'vitest';
import type { RunSpec } from '../../engine/contract/engine';
import { engineAt } from '../../engine/testing/engine-at';
import { type BeforeRestart, resetSettings } from './before-restart';
import { sessionOver } from './testing/session-over';
import { undoText } from './undo-text';

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
  await session.runs.open(spec, { view: { speed: 2, study: 'truth' }, fromLink: true });
  await play(1_000, 50);
  // A snapshot: the step of the link has changed the TTL.
  await session.playback.pause();
  await session.change('entries', 77);
  return { engine, session, spec, play, slices, state: () => session.use.getState() };
}

test('a reset restores the settings of the start, without steps, and keeps the discarded changes', async () => {
  const { engine, session, spec, state } = await opened();
  await session.restarts.reset();
  expect(await engine.run()).toEqual({ ...spec, data: undefined, interventions: [] });
  expect(state()).toMatchObject({
    settings: spec.settings,
    snapshot: { at: 0, stepsToCome: { count: 0 } },
    study: 'truth',
    fromLink: true,
    beforeRestart: { settings: { ttl: 5_000, entries: 77 } },
  });
});

test('its undo restores the run at the same moment, with the future steps', async () => {
  const { engine, session, slices, state } = await opened();
  const before = { run: await engine.run(), at: state().snapshot?.at };
  expect(before.at).toBeGreaterThan(2_000);
  await session.restarts.reset();
  await session.undo();
  await slices(100);
  await session.playback.pause();
  expect(await engine.run()).toEqual(before.run);
  expect(state()).toMatchObject({
    settings: { ttl: 5_000, entries: 77 },
    snapshot: { at: before.at, speedAsked: 2, stepsToCome: { count: 1 } },
    beforeRestart: undefined,
  });
});

test('the changed settings can be kept: the run starts with them', async () => {
  const { engine, session, spec, state } = await opened();
  await session.restarts.reset();
  await session.restarts.keepSettings();
  const { settings, interventions } = await engine.run();
  expect(settings).toEqual({ ...spec.settings, ttl: 5_000, entries: 77 });
  expect(interventions).toEqual([]);
  expect(state()).toMatchObject({ settings, snapshot: { at: 0 }, beforeRestart: undefined });
});

test('another seed keeps the settings, says that the steps are discarded, and can be undone', async () => {
  const { engine, session, slices, state } = await opened();
  const before = { run: await engine.run(), at: state().snapshot?.at };
  await session.restarts.setSeed(9);
  expect(await engine.run()).toMatchObject({
    seed: 9,
    settings: { ttl: 5_000, entries: 77 },
    interventions: [],
  });
  const { beforeRestart } = state();
  expect(state()).toMatchObject({ seed: 9, snapshot: { at: 0 }, fromLink: false });
  expect(beforeRestart).toMatchObject({ cause: 'seed', at: before.at });
  expect(beforeRestart && resetSettings(beforeRestart)).toEqual([]);
  expect(undoText(state())).toBe('Undo the change of the seed');
  await session.undo();
  await slices(100);
  await session.playback.pause();
  expect(await engine.run()).toEqual(before.run);
  expect(state()).toMatchObject({
    seed: before.run.seed,
    snapshot: { at: before.at },
    beforeRestart: undefined,
  });
});

test('another seed of a run without steps discards nothing', async () => {
  const { session, spec, state } = await opened();
  await session.runs.open({ ...spec, interventions: [] });
  await session.restarts.setSeed(9);
  expect(state()).toMatchObject({ seed: 9, beforeRestart: undefined });
  expect(undoText(state())).toBeUndefined();
});

test('another shop says what is discarded; the settings can be kept', async () => {
  const { engine, session, spec, state } = await opened();
  await session.runs.returnToEmbedded();
  const { beforeRestart } = state();
  expect(beforeRestart?.cause).toBe('shop');
  expect(beforeRestart && resetSettings(beforeRestart).sort()).toEqual(['entries', 'ttl']);
  await session.restarts.keepSettings();
  expect((await engine.run()).settings).toEqual({ ...spec.settings, ttl: 5_000, entries: 77 });
});

test('an undo says what it undoes', async () => {
  const { session, state } = await opened();
  await session.restarts.reset();
  expect(undoText(state())).toBe('Undo the reset');
  await session.change('ttl', 7_000);
  expect(undoText(state())).toBe('Undo the change of TTL');
  await session.lend([
    { setting: 'entries', value: 11 },
    { setting: 'ttl', value: 9_000 },
    { setting: 'policy', value: 'fifo' },
  ]);
  expect(undoText(state())).toMatch(/^Undo the change of .+ and 2 other settings$/);
  const imported = { ...(state().beforeRestart as BeforeRestart), cause: 'shop' } as const;
  expect(undoText({ undo: [], beforeRestart: imported })).toBe('Undo the change of the shop');
  const gone = { ...imported, spec: { ...imported.spec, shop: 'imported' } } as const;
  expect(undoText({ undo: [], beforeRestart: gone })).toBeUndefined();
});

test('changes after a reset are undone before it', async () => {
  const { session, spec, state } = await opened();
  await session.restarts.reset();
  await session.change('entries', 55);
  await session.undo();
  expect(state()).toMatchObject({ settings: spec.settings, beforeRestart: { settings: { entries: 77 } } });
});

test('a reset of an unchanged run discards nothing', async () => {
  const { session, spec, state } = await opened();
  await session.runs.open({ ...spec, interventions: [] });
  await session.restarts.reset();
  expect(state().beforeRestart).toBeUndefined();
});
