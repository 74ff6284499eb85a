import { curveStep, line } from 'd3-shape';
import { expect, test } from 'vitest';
import { placed } from './buckets';

const counts = {
  fresh: 0,
  stale: 0,
  unchecked: 0,
  wrong: 0,
  degraded: 0,
  coalesced: 0,
  miss: 0,
  error: 0,
};

test('a step begins and ends where its bucket does, the outer ones included', () => {
  const buckets = [3, 5, 2].map((fresh, i) => ({ ...counts, fresh, at: 1_000 * i }));
  const path = cornersOf(placed(buckets, 1_000).map(({ middle, fresh }) => ({ x: middle, y: fresh })));
  const heightAt = (x: number) => path.findLast((place) => place.x <= x)?.y;
  expect([0, 500, 999, 1_001, 1_999, 2_001, 3_000].map(heightAt)).toEqual([3, 3, 3, 5, 5, 2, 2]);
});

test('a single bucket is drawn as a step, and no bucket gives no point', () => {
  expect(placed([{ ...counts, at: 500 }], 250).map(({ middle }) => middle)).toEqual([500, 625, 750]);
  expect(placed([], 250)).toEqual([]);
});

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Returns the corners of the step line that d3-shape, used by Recharts, draws through these points. */
function cornersOf(points: readonly Point[]): Point[] {
  const path = line<Point>(
    ({ x }) => x,
    ({ y }) => y,
  ).curve(curveStep)(points as Point[]);
  return (path ?? '')
    .slice(1)
    .split('L')
    .map((corner) => corner.split(',').map(Number))
    .map(([x = Number.NaN, y = Number.NaN]) => ({ x, y }));
}
