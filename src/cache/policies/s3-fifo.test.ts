import { expect, test } from 'vitest';
import { play } from '../testing/play';

// Of 4 entries 1 is the share of new entries, and 3 evicted keys are remembered.

test('a new entry used twice moves to the main queue, one used once is evicted', () => {
  // LRU would evict c.
  expect(play('s3-fifo', 4, 'abcdaabe')).toMatchObject({ victims: 'b', next: 'cdea' });
});

test('a key requested while it is remembered survives a scan', () => {
  expect(play('s3-fifo', 4, 'abcdeafghi')).toMatchObject({ victims: 'abcdef', next: 'ghia' });
});

test('each use gives one more round in the main queue', () => {
  // a, b and c move there, d returns to it: it is over its share. a was used there, so b is evicted.
  expect(play('s3-fifo', 4, 'aaabbbcccdedaf')).toMatchObject({ victims: 'deb', next: 'fcda' });
});

test('a deleted key is not remembered, and starts unused', () => {
  expect(play('s3-fifo', 4, 'abcdea-aafghi')).toMatchObject({ victims: 'abcdea', next: 'fghi' });
  expect(play('s3-fifo', 4, 'aaabcd-aaefgh')).toMatchObject({ victims: 'bcda', next: 'efgh' });
});

test('a cache of one entry works', () => {
  expect(play('s3-fifo', 1, 'abab')).toMatchObject({ victims: 'aba', next: 'b' });
});
