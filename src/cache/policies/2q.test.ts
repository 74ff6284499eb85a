import { expect, test } from 'vitest';
import { makeCache } from '../testing/make-cache';
import { play } from '../testing/play';

// Of 4 entries 1 is for new entries, and 2 evicted keys are remembered.

test('an entry requested again after its eviction survives a scan', () => {
  // a was requested while it was remembered; f to k are used once each.
  expect(play('2q', 4, 'abcdea')).toMatchObject({ victims: 'ab', next: 'cdae' });
  expect(play('2q', 4, 'abcdeafghijk')).toMatchObject({ victims: 'abcdefgh', next: 'ijak' });
});

test('a hit on a new entry moves nothing', () => {
  expect(play('2q', 4, 'abcdae').victims).toBe('a');
});

test('a returning key is remembered until it enters, even if it is the next to be forgotten', () => {
  expect(play('2q', 4, 'abcdefa')).toMatchObject({ victims: 'abc', next: 'deaf' });
  // No other key is forgotten for it: b returns to the main queue too.
  expect(play('2q', 4, 'abcdefab')).toMatchObject({ victims: 'abcd', next: 'eabf' });
  // With one more key in between it is new.
  expect(play('2q', 4, 'abcdefga')).toMatchObject({ victims: 'abcd', next: 'efga' });
});

test('a returning key is remembered while several victims are evicted for it', () => {
  const cache = makeCache<string, number>({
    policy: '2q',
    maxEntries: 'unbounded',
    maxBytes: 40,
    weigh: (bytes) => bytes,
  });
  for (const key of 'abcdef') cache.set(key, 10);
  cache.set('a', 30);
  // f is within the 10 bytes of new entries, so that a would be evicted first: it is in the main queue.
  expect([...cache.nextVictims(9)].map((slot) => cache.keyAt(slot)).join('')).toBe('af');
});

test('a key evicted from the main queue is new when it returns', () => {
  // a, b, c and d entered the main queue in turn, so a was evicted, and b for its return.
  expect(play('2q', 4, 'abcdeabcda')).toMatchObject({ victims: 'abcdab', next: 'ecda' });
});

test('a deleted key is not remembered', () => {
  expect(play('2q', 4, 'abcdea-aa')).toMatchObject({ victims: 'ab', next: 'cdea' });
});

test('a cache of one entry works', () => {
  expect(play('2q', 1, 'ababb')).toMatchObject({ victims: 'aba', next: 'b' });
});
