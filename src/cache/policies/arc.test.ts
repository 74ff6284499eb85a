import { expect, test } from 'vitest';
import { play } from '../testing/play';

test('entries requested twice survive a scan', () => {
  // LRU would evict a and b.
  expect(play('arc', 4, 'aabbcdef')).toMatchObject({ victims: 'cd', next: 'efab' });
});

test('a request for an evicted key enlarges the list that it was evicted from', () => {
  // c and d were used once and evicted too soon: their list may now hold two, so a is evicted, though used more often.
  expect(play('arc', 4, 'aabbcdefcd')).toMatchObject({ victims: 'cdea', next: 'bcdf' });
  // a was evicted too soon as well, and that list is back at one.
  expect(play('arc', 4, 'aabbcdefcda')).toMatchObject({ victims: 'cdeaf', next: 'bcda' });
});

test('a key deleted just after its return is new when it returns again', () => {
  expect(play('arc', 4, 'aabcdeb')).toMatchObject({ victims: 'bc', next: 'dabe' });
  expect(play('arc', 4, 'aabcdeb-bb')).toMatchObject({ victims: 'bc', next: 'deab' });
});

test('a cache of one entry works', () => {
  expect(play('arc', 1, 'abab')).toMatchObject({ victims: 'aba', next: 'b' });
});
