import { expect, test } from 'vitest';
import { looksSame } from './looks-same';
import type { AnyStageResult, StageResult } from './stage-result';

type Page = StageResult<'rankings'>['value'];

const about = {
  key: 0,
  facts: new Int32Array(),
  versions: new Int32Array(),
  missingParts: 0,
  computedAt: 0,
  costMs: 0,
  queries: 0,
  queriesInAll: 0,
};
const page = (change: Partial<Page> = {}): AnyStageResult => ({
  ...about,
  stage: 'rankings',
  value: {
    ids: Int32Array.of(4, 7),
    scores: Float64Array.of(0.7253, 0.5),
    priceCents: Int32Array.of(199, 2_000),
    stock: Int32Array.of(3, 0),
    reasons: { kind: Uint8Array.of(1, 2), about: Int32Array.of(9, 8) },
    ...change,
  },
});
const list = (scores: readonly number[]): AnyStageResult => ({
  ...about,
  stage: 'similarities',
  value: { ids: Int32Array.from(scores, (_, id) => id), scores: Float64Array.from(scores) },
});

test('what the shop does not print makes no difference: scores, how many are left, the reason of what is sold out', () => {
  expect(looksSame(page(), page({ scores: Float64Array.of(0.7249, 0.1) }))).toBe(true);
  expect(looksSame(page(), page({ stock: Int32Array.of(2, 0) }))).toBe(true);
  const reasons = { kind: Uint8Array.of(1, 3), about: Int32Array.of(9, 1) };
  expect(looksSame(page(), page({ reasons }))).toBe(true);
});

test('what it prints does: products, order, prices, reasons, and that one is sold out', () => {
  for (const change of [
    { ids: Int32Array.of(7, 4) },
    { ids: Int32Array.of(4, 7, 1) },
    { priceCents: Int32Array.of(199, 2_001) },
    { stock: Int32Array.of(0, 0) },
    { reasons: { kind: Uint8Array.of(3, 2), about: Int32Array.of(9, 8) } },
    { reasons: { kind: Uint8Array.of(1, 2), about: Int32Array.of(5, 8) } },
  ])
    expect(looksSame(page(), page(change)), JSON.stringify(change)).toBe(false);
});

test('of what is only made into pages every digit counts, to a millionth', () => {
  expect(looksSame(list([0.5, 0.25]), list([0.5, 0.25 + 1e-7]))).toBe(true);
  expect(looksSame(list([0.5, 0.25]), list([0.5, 0.2501]))).toBe(false);
});
