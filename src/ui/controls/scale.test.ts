import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linearScale, logScale, TRACK } from './scale';

test('both ends of a track are the bounds, and zero has its own position', () => {
  for (const scale of [logScale(1, 10_000), logScale(0, 6_000), linearScale(0, 1.5, 0.05)]) {
    const [low, high] = [scale.value(0), scale.value(TRACK)];
    expect(scale.place(low)).toBeCloseTo(0, 9);
    expect(scale.place(high)).toBeCloseTo(TRACK, 9);
  }
  expect(logScale(0, 6_000).value(0)).toBe(0);
});

test('values never decrease along the track, and every value is within the bounds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 1_001, max: 1e9 }), (min, max) => {
      const scale = logScale(min, max);
      let last = min;
      for (let place = 0; place <= TRACK; place++) {
        const value = scale.value(place);
        expect(value).toBeGreaterThanOrEqual(last);
        expect(value).toBeLessThanOrEqual(max);
        last = value;
      }
    }),
  );
});

test('a track of whole numbers has no fraction at any position', () => {
  const scale = logScale(1, 100_000, true);
  const values = Array.from({ length: TRACK + 1 }, (_, place) => scale.value(place));
  expect(values.filter((value) => !Number.isInteger(value))).toEqual([]);
  expect(values.at(-1)).toBe(100_000);
});
