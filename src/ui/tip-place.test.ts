import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Box, placeTip } from './tip-place';

const WINDOW = { width: 1_440, height: 900 };
const overlap = (a: Box, b: Box): boolean =>
  a.left < b.left + b.width &&
  b.left < a.left + a.width &&
  a.top < b.top + b.height &&
  b.top < a.top + a.height;

test('a tip is placed above its anchor, and below it without room above', () => {
  const tip = { width: 280, height: 120 };
  const tile = { left: 600, top: 400, width: 150, height: 60 };
  expect(placeTip(tile, tip, WINDOW)).toEqual({ left: 535, top: 274 });
  expect(placeTip({ ...tile, top: 40 }, tip, WINDOW)).toEqual({ left: 535, top: 106 });
});

test('a tip that fits neither above nor below is placed at the side', () => {
  const tile = { left: 20, top: 120, width: 150, height: 60 };
  expect(placeTip(tile, { width: 150, height: 200 }, { width: 390, height: 380 })).toMatchObject({
    left: 176,
  });
});

test('when any side has room, the tip covers no part of the figure; it is always within the window', () => {
  const boxes = fc.record({
    left: fc.integer({ min: 0, max: 1_200 }),
    top: fc.integer({ min: 0, max: 800 }),
    width: fc.integer({ min: 10, max: 240 }),
    height: fc.integer({ min: 10, max: 100 }),
  });
  const tips = fc.record({
    width: fc.integer({ min: 20, max: 400 }),
    height: fc.integer({ min: 20, max: 380 }),
  });
  fc.assert(
    fc.property(boxes, tips, (kept, tip) => {
      const placed = { ...tip, ...placeTip(kept, tip, WINDOW) };
      expect(overlap(placed, kept)).toBe(false);
      expect(placed.left).toBeGreaterThanOrEqual(0);
      expect(placed.top).toBeGreaterThanOrEqual(0);
      expect(placed.left + placed.width).toBeLessThanOrEqual(WINDOW.width);
      expect(placed.top + placed.height).toBeLessThanOrEqual(WINDOW.height);
    }),
  );
});
