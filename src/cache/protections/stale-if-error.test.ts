import { expect, test } from 'vitest';
import type { Protect } from '../protect';
import { slowSource } from '../testing/slow-source';

/** `a` was asked for and is dead; the source is down. */
async function whenDown(protect: Protect) {
  const made = slowSource({ protect });
  await made.ask('a');
  await made.clock.pass(1_000);
  made.source.down = true;
  made.source.asked = [];
  return made;
}
const staleIfError = { graceMs: 5_000, pauseMs: 500 };

test('off: a failure is a failure, though there was a value a moment ago', async () => {
  expect(await (await whenDown({})).ask('a')).toBe('down');
});

test('on: who asks gets the old value, and what is down is left alone for a pause', async () => {
  const { ask, source, clock } = await whenDown({ staleIfError });
  expect(await ask('a')).toBe('a1');
  for (let i = 0; i < 5; i++) expect(await ask('a', 0)).toBe('a1');
  expect(source.asked).toEqual(['a']);
  await clock.pass(500);
  expect(await ask('a')).toBe('a1');
  expect(source.asked).toEqual(['a', 'a']);
});

test('on: nobody gets what is longer past its time than the grace', async () => {
  // The limits keep it longer, for somebody else.
  const { ask, clock } = await whenDown({ staleIfError, timeLimits: true });
  await clock.pass(4_980);
  expect(await ask('a')).toBe('a1');
  await clock.pass(10);
  expect(await ask('a')).toBe('down');
});

test('on: a success ends the pause', async () => {
  const { get, ask, source, clock } = slowSource({ protect: { staleIfError }, ttlMs: 50 });
  await ask('a');
  await clock.pass(50);
  const first = get('a');
  source.ms = 20;
  source.version = 2;
  const second = get('a');
  source.down = true;
  await clock.pass(10);
  source.down = false;
  await clock.pass(10);
  expect([await first, await second]).toEqual(['a1', 'a2']);
  await clock.pass(50);
  source.version = 3;
  expect(await ask('a')).toBe('a3');
});
