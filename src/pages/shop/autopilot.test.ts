import { expect, test } from 'vitest';
import { Autopilot, type Place } from './autopilot';

const walk = (seed: number) => {
  const pilot = new Autopilot(seed);
  let place: Place = { page: 'home' };
  return Array.from({ length: 200 }, () => {
    place = pilot.next(place, [1, 2, 3], 5);
    return place;
  });
};

test('the same seed gives the same path, another seed another path', () => {
  expect(walk(1)).toEqual(walk(1));
  expect(walk(1)).not.toEqual(walk(2));
});

test('it visits every kind of page, and returns home when no product is shown', () => {
  expect(new Set(walk(1).map(({ page }) => page))).toEqual(new Set(['home', 'product', 'category']));
  const pilot = new Autopilot(1);
  expect(pilot.next({ page: 'product', product: 4 }, [], 0)).toEqual({ page: 'home' });
});
