import { expect, test } from 'vitest';
import { markdownTable } from './markdown';
import { compared, reached } from './suite';

const about = { suite: 'cache', name: 'LRU', against: 'a Map', target: 1.5, unit: 'requests/s' };

test('compares our best round with their best round and states the spread', () => {
  const faster = compared({ ...about, better: 'higher', ours: [20, 40, 30], theirs: [10, 20, 16] });
  expect(faster).toMatchObject({ ratio: 2, rounds: 3, ours: 40, theirs: 20 });
  expect(faster.spread).toEqual({ ours: 0.5, theirs: 0.5 });
  expect(reached(faster)).toBe(true);

  const smaller = compared({ ...about, better: 'lower', ours: [40, 50], theirs: [20, 20] });
  expect(smaller).toMatchObject({ ratio: 2, ours: 40, theirs: 20, spread: { ours: 0.25, theirs: 0 } });
  expect(reached(smaller)).toBe(false);
});

test('one round has no spread', () => {
  expect(compared({ ...about, better: 'lower', ours: [1], theirs: [1] }).spread).toBeUndefined();
});

test('the table of the README marks missed targets', () => {
  const row = (ours: number) => compared({ ...about, better: 'higher', ours: [ours], theirs: [10] });
  expect(markdownTable([row(16), row(14)])).toBe(
    [
      '| what | against | ratio | target |',
      '| --- | --- | --- | --- |',
      '| LRU | a Map | 1.60 | ≥ 1.5 |',
      '| LRU | a Map | 1.40 (not reached) | ≥ 1.5 |',
    ].join('\n'),
  );
});
