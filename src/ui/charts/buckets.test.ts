import { expect, test } from 'vitest';
import { placed } from './buckets';
import { curveStep } from './lean/shapes';

const counts = { fresh: 0, stale: 0, wrong: 0, coalesced: 0, miss: 0, error: 0 };

test('a step begins and ends where its bucket does, the outer ones included', () => {
  const buckets = [3, 5, 2].map((fresh, i) => ({ ...counts, fresh, at: 1_000 * i }));
  const path = curveStep(placed(buckets, 1_000).map(({ middle, fresh }) => ({ x: middle, y: fresh })));
  const heightAt = (x: number) => path.findLast((place) => place.x <= x)?.y;
  expect([0, 500, 999, 1_001, 1_999, 2_001, 3_000].map(heightAt)).toEqual([3, 3, 3, 5, 5, 2, 2]);
});

test('a single bucket is a step too, and none is no point', () => {
  expect(placed([{ ...counts, at: 500 }], 250).map(({ middle }) => middle)).toEqual([500, 625, 750]);
  expect(placed([], 250)).toEqual([]);
});
