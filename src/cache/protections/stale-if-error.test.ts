import { expect, test } from 'vitest';
import type { Protect } from '../protect';
import { slowSource } from '../testing/slow-source';

/** `a` was requested and is expired; the source is down. */
async function whenDown(protect: Protect) {
  const made = slowSource({ protect });
  await made.ask('a');
  await made.clock.pass(1_000);
  made.source.down = true;
  made.source.asked = [];
  return made;
}
const staleIfError = { graceMs: 5_000, pauseMs: 500 };

test('off: a failure is an error, though there was a value a moment ago', async () => {
  expect(await (await whenDown({})).ask('a')).toBe('down');
});

test('on: requests get the expired value, and a source that is down is not called for a pause', async () => {
  const { ask, source, clock } = await whenDown({ staleIfError });
  expect(await ask('a')).toBe('a1');
  for (let i = 0; i < 5; i++) expect(await ask('a', 0)).toBe('a1');
  expect(source.asked).toEqual(['a']);
  await clock.pass(500);
  expect(await ask('a')).toBe('a1');
  expect(source.asked).toEqual(['a', 'a']);
});

test('on: no request gets a value expired for longer than the grace', async () => {
  // The time limits keep it longer, for their own use.
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
