import { expect, test } from 'vitest';
import type { AnyStageResult } from '../serving/stage-result';
import { LastValues } from './last-values';

const result = (key: number): AnyStageResult => ({
  stage: 'similarities',
  key,
  value: { ids: new Int32Array(), scores: new Float64Array() },
  facts: new Int32Array(),
  versions: new Int32Array(),
  missingParts: 0,
  computedAt: 0,
  costMs: 0,
  queries: 0,
  queriesInAll: 0,
});

test('a value is in hand while it is held, and after its time was over or something invalidated it', () => {
  const lastValues = new LastValues();
  expect(lastValues.of(1)).toBeUndefined();
  const value = result(1);
  lastValues.entered(value);
  expect(lastValues.of(1)).toEqual({ result: value, ending: 'held' });
  for (const why of ['expired', 'invalidated', 'cleared', 'replaced'] as const) {
    lastValues.entered(value);
    lastValues.left(value, why);
    expect(lastValues.of(1)).toEqual({ result: value, ending: why });
  }
});

test('what was evicted is not in hand', () => {
  const lastValues = new LastValues();
  const value = result(1);
  lastValues.entered(value);
  lastValues.left(value, 'evicted');
  expect(lastValues.of(1)).toBeUndefined();
});

test('an older value that leaves later takes nothing from the one in its place', () => {
  const lastValues = new LastValues();
  const [old, young] = [result(1), result(1)];
  lastValues.entered(old);
  lastValues.entered(young);
  lastValues.left(old, 'evicted');
  expect(lastValues.of(1)?.result).toBe(young);
});

test('of those that left only so many are remembered, the last ones', () => {
  const lastValues = new LastValues(2);
  for (const key of [1, 2, 3]) {
    const value = result(key);
    lastValues.entered(value);
    lastValues.left(value, 'expired');
  }
  expect([1, 2, 3].map((key) => lastValues.of(key) !== undefined)).toEqual([false, true, true]);
});
