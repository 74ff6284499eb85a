import { expect, test } from 'vitest';
import { makeCache } from '../testing/make-cache';
import { play } from '../testing/play';

// Of 4 entries 1 is for newcomers, and 2 keys are remembered after they left it.

test('what is asked for again after it left stays while a scan goes by', () => {
  // a came back while it was remembered; of f to k each is used once.
  expect(play('2q', 4, 'abcdea')).toMatchObject({ victims: 'ab', next: 'cdae' });
  expect(play('2q', 4, 'abcdeafghijk')).toMatchObject({ victims: 'abcdefgh', next: 'ijak' });
});

test('a use among the newcomers moves nobody', () => {
  expect(play('2q', 4, 'abcdae').victims).toBe('a');
});

test('who comes back is remembered until it is in, even where it is the next to be forgotten', () => {
  expect(play('2q', 4, 'abcdefa')).toMatchObject({ victims: 'abc', next: 'deaf' });
  // And nobody else is forgotten for it: b too was used for longer.
  expect(play('2q', 4, 'abcdefab')).toMatchObject({ victims: 'abcd', next: 'eabf' });
  // One more in between, and it is new.
  expect(play('2q', 4, 'abcdefga')).toMatchObject({ victims: 'abcd', next: 'efga' });
});

test('so also where several leave to make room for it', () => {
  const cache = makeCache<string, number>({
    policy: '2q',
    maxEntries: 'unbounded',
    maxBytes: 40,
    weigh: (bytes) => bytes,
  });
  for (const key of 'abcdef') cache.set(key, 10);
  cache.set('a', 30);
  // f is within the newcomers’ 10 bytes, so that a would go first: it is in the main queue.
  expect([...cache.nextVictims(9)].map((slot) => cache.keyAt(slot)).join('')).toBe('af');
});

test('what left the main queue is new when it comes back', () => {
  // a, b, c and d came to the main queue one after the other, and so a went, and b for its return.
  expect(play('2q', 4, 'abcdeabcda')).toMatchObject({ victims: 'abcdab', next: 'ecda' });
});

test('what is deleted is not remembered', () => {
  expect(play('2q', 4, 'abcdea-aa')).toMatchObject({ victims: 'ab', next: 'cdea' });
});

test('a single entry comes and goes', () => {
  expect(play('2q', 1, 'ababb')).toMatchObject({ victims: 'aba', next: 'b' });
});
