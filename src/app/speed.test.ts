import { expect, test } from 'vitest';
import { nextSpeed, speedStop, speeds } from './speed';

test('each stop is its own nearest stop', () => {
  speeds.forEach((speed, i) => {
    expect(speedStop(speed)).toBe(i);
  });
});

test('faster and slower move by one stop and stay at the ends', () => {
  expect(nextSpeed(1, 1)).toBe(2);
  expect(nextSpeed(60, 1)).toBe('max');
  expect(nextSpeed('max', 1)).toBe('max');
  expect(nextSpeed(0.1, -1)).toBe(0.1);
  expect(nextSpeed(7, 1)).toBe(10);
});
