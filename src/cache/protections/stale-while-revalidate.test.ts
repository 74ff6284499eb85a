import { expect, test } from 'vitest';
import { slowSource } from '../testing/slow-source';

/** `a` was requested at 0; now it is `ms` later, and the fact has changed. */
async function after(ms: number, graceMs?: number) {
  const made = slowSource({
    // The time limits keep it longer, for their own use.
    protect: { staleWhileRevalidate: graceMs !== undefined && { graceMs }, timeLimits: true },
  });
  await made.ask('a');
  await made.clock.pass(ms - 10);
  made.source.version = 2;
  return made;
}

test('off: a request after the expiry waits', async () => {
  const { ask } = await after(1_010);
  expect(await ask('a', 0)).toBe('waiting');
});

test('on: a request after the expiry gets the old value at once; one computation renews it', async () => {
  const { ask, source } = await after(1_010, 500);
  expect(await Promise.all([ask('a', 0), ask('a', 0), ask('a', 0)])).toEqual(['a1', 'a1', 'a1']);
  expect(source.asked).toEqual(['a', 'a']);
  await ask('a', 10);
  expect(await ask('a', 0)).toBe('a2');
});

test('on: no request gets a value expired for longer than the grace', async () => {
  expect(await (await after(1_509, 500)).ask('a', 0)).toBe('a1');
  expect(await (await after(1_510, 500)).ask('a', 0)).toBe('waiting');
});
