import { expect, test } from 'vitest';
import { slowSource } from '../testing/slow-source';

/** Another version of the program reads the values of the first: it accepts only values that end in 2. */
async function upgraded(valueCheck: boolean) {
  let wanted = '1';
  const made = slowSource({
    protect: { valueCheck },
    check: (value) => {
      if (value === undefined) throw new TypeError('no text');
      return value.endsWith(wanted);
    },
  });
  await made.ask('a');
  wanted = '2';
  made.source.version = 2;
  return made;
}

test('off: wrong values are still served', async () => {
  expect(await (await upgraded(false)).ask('a')).toBe('a1');
});

test('on: a value that fails the check is removed and recomputed, and the reason is counted', async () => {
  const { get, ask } = await upgraded(true);
  expect(await ask('a')).toBe('a2');
  expect(get.memo.counters.answers).toEqual({ 'miss: cold': 1, 'miss: corrupt': 1 });
});

test('on: it is not served in place of a failure', async () => {
  const { get, ask, source, clock } = await upgraded(true);
  source.ms = 20;
  const refreshed = get('a').catch((error: Error) => error.message);
  await clock.pass(10);
  source.down = true;
  await clock.pass(10);
  expect(await refreshed).toBe('down');
  expect(get.memo.counters.rescued).toBe(0);
  expect(await ask('a')).toBe('down');
});

test('on: a new value that fails the check is a failure, and cached as one', async () => {
  const { get, ask, source, clock } = await upgraded(true);
  source.version = 1;
  for (let i = 0; i < 3; i++) expect(await ask('a')).toBe('The value of ["a"] does not pass the check');
  expect(source.asked).toEqual(['a', 'a']);
  expect(get.memo.counters).toMatchObject({ fulfilled: 1, failed: 1 });
  await clock.pass(1_000);
  source.version = 2;
  expect(await ask('a')).toBe('a2');
});

test('on: a check that throws has failed', async () => {
  const { ask, source } = await upgraded(true);
  await ask('no');
  expect(await ask('no')).toBe('The value of ["no"] does not pass the check');
  expect(source.asked).toEqual(['a', 'no']);
});
