import { expect, test } from 'vitest';
import { play } from '../testing/play';

// Of 4 entries 1 is the newcomers’ share, and 3 keys are remembered after they left it.

test('who was used twice among the newcomers moves on, who was used once goes', () => {
  // LRU would evict c.
  expect(play('s3-fifo', 4, 'abcdaabe')).toMatchObject({ victims: 'b', next: 'cdea' });
});

test('what comes back while it is remembered stays while a scan goes by', () => {
  expect(play('s3-fifo', 4, 'abcdeafghi')).toMatchObject({ victims: 'abcdef', next: 'ghia' });
});

test('each use gives one more round in the main queue', () => {
  // a, b and c move there, d comes back into it: it is over its share. a was used there, so b goes.
  expect(play('s3-fifo', 4, 'aaabbbcccdedaf')).toMatchObject({ victims: 'deb', next: 'fcda' });
});

test('what is deleted is not remembered, and starts unused', () => {
  expect(play('s3-fifo', 4, 'abcdea-aafghi')).toMatchObject({ victims: 'abcdea', next: 'fghi' });
  expect(play('s3-fifo', 4, 'aaabcd-aaefgh')).toMatchObject({ victims: 'bcda', next: 'efgh' });
});

test('a single entry comes and goes', () => {
  expect(play('s3-fifo', 1, 'abab')).toMatchObject({ victims: 'aba', next: 'b' });
});
