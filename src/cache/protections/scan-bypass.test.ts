import { expect, test } from 'vitest';
import { slowSource } from '../testing/slow-source';

/** Five popular keys, then a scan of a hundred others: how many of the five are made again. */
async function scanned(scanBypass: boolean, bySaying = false) {
  const { get, ask, source } = slowSource({ protect: { scanBypass }, ttlMs: 'never' });
  const popular = ['a', 'b', 'c', 'd', 'e'];
  for (const key of [...popular, ...popular]) await ask(key);
  for (let i = 0; i < 100; i++) await ask(`scan${i}`, 10, bySaying ? get.scan : get);
  source.asked = [];
  for (const key of popular) expect(await ask(key)).toBe(`${key}1`);
  return source.asked.length;
}

test('off: a scan drives everybody out; on: nobody', async () => {
  expect(await scanned(false)).toBe(5);
  expect(await scanned(true)).toBe(0);
});

test('who says that it is a scan drives nobody out either way', async () => {
  expect(await scanned(false, true)).toBe(0);
});

test('on: what is asked for again is kept, at the price of one computation more', async () => {
  const { get, ask, source } = slowSource({ protect: { scanBypass: true } });
  for (let i = 0; i < 4; i++) await ask('a');
  expect(source.asked).toEqual(['a', 'a']);
  expect(get.memo.counters.answers).toEqual({ 'miss: cold': 1, 'miss: bypassed': 1, 'hit: fresh': 2 });
});

test('on: of two who ask at once one joins, and that makes it worth keeping', async () => {
  const { ask, source } = slowSource({ protect: { scanBypass: true, singleFlight: true } });
  await Promise.all([ask('a'), ask('a')]);
  await ask('a');
  expect(source.asked).toEqual(['a']);
});

test('on: what is renewed before its time has proved its worth, whoever renews it', async () => {
  const { get, ask, clock } = slowSource({ protect: { scanBypass: true, earlyExpiry: { beta: 10 } } });
  await ask('a');
  await ask('a');
  await clock.pass(999);
  expect(await ask('a', 10, get.scan)).toBe('a1');
  expect(get.memo.counters.answers['miss: early']).toBe(1);
  expect(await ask('a', 0)).toBe('a1');
});
