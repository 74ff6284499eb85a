import { expect, test } from 'vitest';
import { FrequencySketch } from './frequency-sketch';

const seen = (sketch: FrequencySketch, id: number, times: number, period = Infinity) => {
  for (let i = 0; i < times; i++) sketch.add(id, period);
};

test('counts up to fifteen, and never one id for another', () => {
  const sketch = new FrequencySketch(64);
  seen(sketch, 1, 3);
  seen(sketch, 2, 40);
  expect([0, 1, 2].map((id) => sketch.estimate(id))).toEqual([0, 3, 15]);
});

test('estimates are never too low, and seldom too high for the expected number of ids', () => {
  const sketch = new FrequencySketch(1024);
  for (let id = 0; id < 1024; id++) seen(sketch, id, 1 + (id % 5));
  const errors = Array.from({ length: 1024 }, (_, id) => sketch.estimate(id) - 1 - (id % 5));
  expect(Math.min(...errors)).toBe(0);
  expect(errors.filter((error) => error > 0).length).toBeLessThan(20);
});

test('halves all counts at the end of a period', () => {
  const sketch = new FrequencySketch(64);
  seen(sketch, 1, 3, 12);
  seen(sketch, 2, 9, 12);
  expect([1, 2].map((id) => sketch.estimate(id))).toEqual([1, 4]);
});

test('keeps every estimate when it grows', () => {
  const sketch = new FrequencySketch(64);
  for (let id = 0; id < 64; id++) seen(sketch, id, id % 7);
  const before = Array.from({ length: 64 }, (_, id) => sketch.estimate(id));
  sketch.grow(1000);
  expect(Array.from({ length: 64 }, (_, id) => sketch.estimate(id))).toEqual(before);
});
