import { expect, test } from 'vitest';
import { slowSource } from '../testing/slow-source';

/** Requests five popular keys, then scans a hundred others; returns how many of the five are recomputed. */
async function scanned(scanBypass: boolean, bySaying = false) {
  const { get, ask, source } = slowSource({ protect: { scanBypass }, ttlMs: 'never' });
  const popular = ['a', 'b', 'c', 'd', 'e'];
  for (const key of [...popular, ...popular]) await ask(key);
  for (let i = 0; i < 100; i++) await ask(`scan${i}`, 10, bySaying ? get.scan : get);
  source.asked = [];
  for (const key of popular) expect(await ask(key)).toBe(`${key}1`);
  return source.asked.length;
}

test('off: a scan evicts everything; on: nothing', async () => {
  expect(await scanned(false)).toBe(5);
  expect(await scanned(true)).toBe(0);
});

test('requests marked as a scan evict nothing either way', async () => {
  expect(await scanned(false, true)).toBe(0);
});

test('on: a key requested again is kept, at the cost of one more computation', async () => {
  const { get, ask, source } = slowSource({ protect: { scanBypass: true } });
  for (let i = 0; i < 4; i++) await ask('a');
  expect(source.asked).toEqual(['a', 'a']);
  expect(get.memo.counters.answers).toEqual({ 'miss: cold': 1, 'miss: bypassed': 1, 'hit: fresh': 2 });
});

test('on: of two concurrent requests one joins, which counts as a second request', async () => {
  const { ask, source } = slowSource({ protect: { scanBypass: true, singleFlight: true } });
  await Promise.all([ask('a'), ask('a')]);
  await ask('a');
  expect(source.asked).toEqual(['a']);
});

test('on: a value renewed early is kept, even when a scan renews it', async () => {
  const { get, ask, clock } = slowSource({ protect: { scanBypass: true, earlyExpiry: { beta: 10 } } });
  await ask('a');
  await ask('a');
  await clock.pass(999);
  expect(await ask('a', 10, get.scan)).toBe('a1');
  expect(get.memo.counters.answers['miss: early']).toBe(1);
  expect(await ask('a', 0)).toBe('a1');
});
