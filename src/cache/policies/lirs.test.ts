import { expect, test } from 'vitest';
import { play } from '../testing/play';

// Of 4 entries 3 are LIR and 1 is HIR; 4 keys are remembered.

test('a loop one longer than the cache keeps most of what it holds', () => {
  // LRU would have no hit at all.
  expect(play('lirs', 4, 'abcdeabcde')).toMatchObject({ victims: 'ded', next: 'eabc' });
});

test('who comes back sooner than the LIR entry that waits longest takes its place', () => {
  // d is a ghost above a in the stack: a becomes HIR and is the next to go.
  expect(play('lirs', 4, 'abcded')).toMatchObject({ victims: 'de', next: 'abcd' });
});

test('a HIR entry that has left the stack becomes LIR with its second use', () => {
  // a, b and c are used after e, which therefore left the stack: the first hit brings it back there.
  expect(play('lirs', 4, 'abcdeabce')).toMatchObject({ victims: 'd', next: 'eabc' });
  expect(play('lirs', 4, 'abcdeabcee')).toMatchObject({ victims: 'd', next: 'abce' });
});

test('with the LIR entry at the bottom of the stack deleted, what is older than the next leaves it', () => {
  // The LIR entries have room for f.
  expect(play('lirs', 4, 'abcdebc-afg')).toMatchObject({ victims: 'de', next: 'gbcf' });
  // e left the stack, so that it is still HIR after its hit.
  expect(play('lirs', 4, 'abcdebc-aef')).toMatchObject({ victims: 'd', next: 'ebcf' });
});

test('a single entry comes and goes', () => {
  expect(play('lirs', 1, 'abab')).toMatchObject({ victims: 'aba', next: 'b' });
});
