import { expect, test } from 'vitest';
import { Random } from '../../base/random';
import type { Protect } from '../protect';
import { slowSource } from '../testing/slow-source';
import { expiresEarly } from './early-expiry';

/** One request each ms across the expiry at 1010; each computation takes 10 ms. */
async function stream(protect: Protect) {
  const { get, ask, source, clock } = slowSource({ protect });
  await ask('a');
  await clock.pass(890);
  for (; clock.now() < 1_100; await clock.pass(1)) void get('a');
  return source.asked.length - 1;
}

test('off: every request during the first renewal computes too', async () => {
  expect(await stream({})).toBe(10);
});

test('on: one request renews before the expiry, without locks', async () => {
  expect(await stream({ earlyExpiry: { beta: 1 } })).toBe(1);
});

test('the odds are exp(-left / (beta cost)), as in the paper', () => {
  const random = new Random(3);
  const share = (left: number, costMs: number, beta: number) => {
    let early = 0;
    for (let i = 0; i < 20_000; i++) if (expiresEarly(beta, costMs, left, 0, random)) early++;
    return early / 20_000;
  };
  expect(share(10, 10, 1)).toBeCloseTo(Math.exp(-1), 1.7);
  expect(share(20, 10, 1)).toBeCloseTo(Math.exp(-2), 1.7);
  expect(share(20, 10, 2)).toBeCloseTo(Math.exp(-1), 1.7);
  expect(share(0, 10, 1)).toBe(1);
  expect(expiresEarly(1, 10, Infinity, 0, random)).toBe(false);
});
