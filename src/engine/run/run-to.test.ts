import { expect, test } from 'vitest';
import type { RunSpec } from '../contract/engine';
import { engineAt, look } from '../testing/engine-at';

const steps: RunSpec['interventions'] = [
  { at: 1_500, what: { kind: 'set', setting: 'ttl', value: 2_000 } },
  { at: 4_000, what: { kind: 'set', setting: 'entries', value: 40 } },
  { at: 4_000, what: { kind: 'setPrice', product: 1_000_000, cents: 1 } },
  { at: 9_000, what: { kind: 'setPrice', product: 5, cents: 4_321 } },
  { at: 9_500, what: { kind: 'retrain' } },
  { at: 9_600, what: { kind: 'clear', cache: 'all' } },
];

test('it goes to a moment as fast as it can and stands still there, with the figures of a run that was watched', async () => {
  const watched = await engineAt({}, steps);
  await watched.engine.setSpeed(5);
  await watched.play(1_000.25, 7);
  const there = await engineAt({}, steps);
  await there.engine.setSpeed(5);
  await there.engine.runTo(5_001.25);
  expect(await look(there.engine)).toMatchObject({ playing: true, goingTo: 5_001.25, speedAsked: 5 });
  // The wall clock stands still: only a run that does not ask it for its pace arrives.
  await there.slices(200);
  const [seen, expected] = [await look(there.engine), await look(watched.engine)];
  expect(seen).toMatchObject({ at: 5_001.25, playing: false, speedAsked: 5 });
  expect(seen.goingTo).toBeUndefined();
  expect(seen.requests).toBeGreaterThan(300);
  expect(seen.tier.total).toEqual(expected.tier.total);
  expect(expected.at).toBe(5_001.25);
});

test('on the way it can be stopped, or play on at its speed', async () => {
  const { engine, play, slices } = await engineAt();
  await engine.runTo(1e9);
  await engine.pause();
  await slices(2);
  expect(await look(engine)).toMatchObject({ at: 0, playing: false, goingTo: undefined });
  await engine.runTo(1e9);
  await play(1_000, 50);
  expect(await look(engine)).toMatchObject({ at: 1_000, goingTo: undefined });
});

test('a moment that is past holds the run where it is', async () => {
  const { engine, play, slices } = await engineAt();
  await play(2_000, 50);
  await engine.runTo(500);
  await slices(1);
  expect(await look(engine)).toMatchObject({ at: 2_000, playing: false });
});

test('steps to come are listed until their time, without those that make no sense here', async () => {
  const { engine, play } = await engineAt({}, steps);
  const toCome = async () => (await look(engine)).stepsToCome;
  expect(await toCome()).toEqual({
    count: 5,
    next: [
      { at: 1_500, text: 'TTL: 2s' },
      { at: 4_000, text: expect.stringContaining('40') },
      { at: 9_000, text: 'price of product 5: £43.21' },
    ],
  });
  await play(4_000, 50);
  expect(await toCome()).toMatchObject({ count: 3, next: [{ at: 9_000 }, { at: 9_500 }, { at: 9_600 }] });
  // What is done by hand is no step to come.
  await engine.apply({ kind: 'retrain' });
  expect((await toCome()).count).toBe(3);
  await play(6_000, 50);
  expect(await toCome()).toEqual({ count: 0, next: [] });
});
