import { expect, test } from 'vitest';
import { slowSource } from '../testing/slow-source';

/** `a` was asked for at 0; now it is `ms` later, and the fact is another. */
async function after(ms: number, graceMs?: number) {
  const made = slowSource({
    // The limits keep it longer, for somebody else.
    protect: { staleWhileRevalidate: graceMs !== undefined && { graceMs }, timeLimits: true },
  });
  await made.ask('a');
  await made.clock.pass(ms - 10);
  made.source.version = 2;
  return made;
}

test('off: who asks after the death waits', async () => {
  const { ask } = await after(1_010);
  expect(await ask('a', 0)).toBe('waiting');
});

test('on: who asks after the death gets the old value at once; one computation renews it', async () => {
  const { ask, source } = await after(1_010, 500);
  expect(await Promise.all([ask('a', 0), ask('a', 0), ask('a', 0)])).toEqual(['a1', 'a1', 'a1']);
  expect(source.asked).toEqual(['a', 'a']);
  await ask('a', 10);
  expect(await ask('a', 0)).toBe('a2');
});

test('on: nobody gets what is longer past its time than the grace', async () => {
  expect(await (await after(1_509, 500)).ask('a', 0)).toBe('a1');
  expect(await (await after(1_510, 500)).ask('a', 0)).toBe('waiting');
});
