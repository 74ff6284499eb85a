import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frameColumn, Timeline } from './timeline';

test('a frame holds the sums of each bucket, as a plain list of events would give them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 1 })), { maxLength: 80 }),
      (steps) => {
        const timeline = new Timeline(2, [10, 50], 6);
        let at = 0;
        const events = steps.map(([wait, column]) => {
          at += wait;
          timeline.add(at, column);
          return { at, column };
        });
        for (const width of [10, 50]) {
          const frame = timeline.frame(width, at);
          expect(frame.length).toBeLessThanOrEqual(6);
          for (const column of [0, 1])
            frameColumn(frame, column).forEach((sum, i) => {
              const start = frame.from + i * width;
              const expected = events.filter(
                (e) => e.column === column && e.at >= start && e.at < start + width,
              );
              expect(sum).toBe(expected.length);
            });
          expect([...timeline.sums(width, at)]).toEqual(
            [0, 1].map((column) => frameColumn(frame, column).reduce((sum, n) => sum + n, 0)),
          );
        }
      },
    ),
  );
});

test('an earlier time is added to its own bucket, and dropped when that is older than the oldest', () => {
  const timeline = new Timeline(1, [10, 100], 3);
  timeline.add(35, 0);
  timeline.add(24, 0);
  expect([...timeline.frame(10, 39).values]).toEqual([0, 1, 1]);
  timeline.frame(10, 65);
  timeline.add(35, 0);
  expect([...timeline.frame(10, 65).values]).toEqual([0, 0, 0]);
  expect([...timeline.frame(100, 65).values]).toEqual([3]);
});

test('raise keeps the greatest amount of each bucket', () => {
  const timeline = new Timeline(1, [10], 3);
  for (const [at, amount] of [
    [1, 5],
    [2, 3],
    [25, 4],
    [26, 9],
  ] as const)
    timeline.raise(at, 0, amount);
  expect([...timeline.frame(10, 29).values]).toEqual([5, 0, 9]);
});

test('a width that is not kept is refused by name', () => {
  expect(() => new Timeline(1, [10], 3).frame(11, 0)).toThrow('No series of 11 ms buckets, only of 10');
});
