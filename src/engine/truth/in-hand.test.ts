import { expect, test } from 'vitest';
import type { AnyMade } from '../serving/made';
import { InHand } from './in-hand';

const made = (key: number): AnyMade => ({
  stage: 'similarities',
  key,
  value: { ids: new Int32Array(), scores: new Float64Array() },
  facts: new Int32Array(),
  versions: new Int32Array(),
  missingParts: 0,
  madeAt: 0,
  costMs: 0,
  queries: 0,
});

test('a value is in hand while it is held, and after its time was over or something invalidated it', () => {
  const inHand = new InHand();
  expect(inHand.of(1)).toBeUndefined();
  const value = made(1);
  inHand.entered(value);
  expect(inHand.of(1)).toEqual({ made: value, ending: 'held' });
  for (const why of ['expired', 'invalidated', 'cleared', 'replaced'] as const) {
    inHand.entered(value);
    inHand.left(value, why);
    expect(inHand.of(1)).toEqual({ made: value, ending: why });
  }
});

test('what was evicted is not in hand', () => {
  const inHand = new InHand();
  const value = made(1);
  inHand.entered(value);
  inHand.left(value, 'evicted');
  expect(inHand.of(1)).toBeUndefined();
});

test('an older value that leaves later takes nothing from the one in its place', () => {
  const inHand = new InHand();
  const [old, young] = [made(1), made(1)];
  inHand.entered(old);
  inHand.entered(young);
  inHand.left(old, 'evicted');
  expect(inHand.of(1)?.made).toBe(young);
});

test('of those that left only so many are remembered, the last ones', () => {
  const inHand = new InHand(2);
  for (const key of [1, 2, 3]) {
    const value = made(key);
    inHand.entered(value);
    inHand.left(value, 'expired');
  }
  expect([1, 2, 3].map((key) => inHand.of(key) !== undefined)).toEqual([false, true, true]);
});
