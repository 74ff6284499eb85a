import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bump, ChangeFeed, type FactChange } from './changes';

const price = (product: number): Bump => ({
  kind: 'price',
  product,
  from: 100,
  to: 200,
  fact: product,
  version: 1,
});

test('followers receive a transaction as a whole, and its changes share its number', () => {
  const feed = new ChangeFeed();
  const received: (readonly FactChange[])[] = [];
  const stop = feed.follow((transaction) => received.push(transaction));
  feed.commit([price(1)], 10);
  feed.commit([price(2), price(3)], 20);
  stop();
  feed.commit([price(4)], 30);
  expect(
    received.map((changes) => changes.map(({ sequence, transaction }) => [sequence, transaction])),
  ).toEqual([
    [[1, 1]],
    [
      [2, 2],
      [3, 2],
    ],
  ]);
});

test('a frequent reader sees every change once and in order; a late one learns how many it missed', () => {
  const arrivals = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(
      arrivals,
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      (sizes, capacity, limit) => {
        const feed = new ChangeFeed(capacity);
        let cursor = feed.begin;
        let expected = 1;
        for (const size of sizes) {
          for (let i = 0; i < size; i++) feed.commit([price(i)], i);
          const { changes, missed, rewound, next } = feed.read(cursor, limit);
          expect(rewound).toBe(false);
          expect(changes.length + missed).toBe(size);
          expect(changes.length).toBe(Math.min(size, capacity, limit));
          expected += missed;
          for (const { sequence } of changes) expect(sequence).toBe(expected++);
          cursor = next;
        }
        expect(feed.read(cursor).changes).toEqual([]);
      },
    ),
  );
});

test('after a restore, a reader that had read further learns of the rewind and reads the current changes', () => {
  const feed = new ChangeFeed();
  feed.commit([price(1)], 1);
  const saved = feed.save();
  feed.commit([price(2)], 2);
  const ahead = feed.end;
  feed.restore(saved);
  feed.commit([price(7)], 2);
  const { changes, rewound, next } = feed.read(ahead);
  expect(rewound).toBe(true);
  expect(changes.map(({ sequence, fact }) => [sequence, fact])).toEqual([
    [1, 1],
    [2, 7],
  ]);
  expect(feed.read(next)).toMatchObject({ changes: [], rewound: false });
});
