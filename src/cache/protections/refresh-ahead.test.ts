import { expect, test } from 'vitest';
import type { Protect } from '../protect';
import { slowSource } from '../testing/slow-source';

/** Requests a value of TTL 1000 ms, computed at 10, at these times; returns what each request had at once. */
async function askAt(times: readonly number[], protect: Protect) {
  const { ask, source, clock } = slowSource({ protect });
  await ask('a');
  source.version = 2;
  const got: string[] = [];
  for (const at of times) {
    await clock.pass(at - clock.now());
    got.push(await ask('a', 0));
  }
  return { got, asked: source.asked.length };
}

test('off: a value in constant use expires all the same, and a request waits', async () => {
  expect(await askAt([800, 900, 1_010], {})).toEqual({ got: ['a1', 'a1', 'waiting'], asked: 2 });
});

test('on: the first request late in the TTL renews the value, and no request waits', async () => {
  expect(await askAt([800, 900, 1_010], { refreshAhead: { at: 0.8 } })).toEqual({
    got: ['a1', 'a1', 'a2'],
    asked: 2,
  });
});

test('on: one renewal at a time, none too early, none without a request', async () => {
  const refreshAhead = { at: 0.8 };
  expect((await askAt([900, 901, 902], { refreshAhead })).asked).toBe(2);
  expect((await askAt([400, 809], { refreshAhead })).asked).toBe(1);
  expect((await askAt([1_010], { refreshAhead })).got).toEqual(['waiting']);
});
