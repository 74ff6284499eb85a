import { expect, test } from 'vitest';
import { play } from '../testing/play';

// Of 4 entries 3 are LIR and 1 is HIR; 4 keys are remembered.

test('a loop one longer than the cache keeps most of what it holds', () => {
  // LRU would have no hits.
  expect(play('lirs', 4, 'abcdeabcde')).toMatchObject({ victims: 'ded', next: 'eabc' });
});

test('an entry used again sooner than the oldest LIR entry replaces it', () => {
  // d is a ghost above a in the stack: a becomes HIR and is the next victim.
  expect(play('lirs', 4, 'abcded')).toMatchObject({ victims: 'de', next: 'abcd' });
});

test('a HIR entry that has left the stack becomes LIR with its second use', () => {
  // a, b and c are used after e, which therefore left the stack: its first hit puts it back.
  expect(play('lirs', 4, 'abcdeabce')).toMatchObject({ victims: 'd', next: 'eabc' });
  expect(play('lirs', 4, 'abcdeabcee')).toMatchObject({ victims: 'd', next: 'abce' });
});

test('after the LIR entry at the bottom of the stack is deleted, ids older than the next LIR entry leave it', () => {
  // The LIR entries have room for f.
  expect(play('lirs', 4, 'abcdebc-afg')).toMatchObject({ victims: 'de', next: 'gbcf' });
  // e left the stack, so that it is still HIR after its hit.
  expect(play('lirs', 4, 'abcdebc-aef')).toMatchObject({ victims: 'd', next: 'ebcf' });
});

test('a cache of one entry works', () => {
  expect(play('lirs', 1, 'abab')).toMatchObject({ victims: 'aba', next: 'b' });
});
