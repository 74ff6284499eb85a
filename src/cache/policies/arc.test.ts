import { expect, test } from 'vitest';
import { play } from '../testing/play';

test('what was asked for twice stays while a scan goes by', () => {
  // LRU would evict a and b.
  expect(play('arc', 4, 'aabbcdef')).toMatchObject({ victims: 'cd', next: 'efab' });
});

test('who comes back too late moves the border to where it was missed', () => {
  // c and d were used once and left too soon: their list may hold two now, so a goes, which was used more often.
  expect(play('arc', 4, 'aabbcdefcd')).toMatchObject({ victims: 'cdea', next: 'bcdf' });
  // a left too soon as well, and that list is back at one.
  expect(play('arc', 4, 'aabbcdefcda')).toMatchObject({ victims: 'cdeaf', next: 'bcda' });
});

test('what is deleted just after it came back is new when it comes again', () => {
  expect(play('arc', 4, 'aabcdeb')).toMatchObject({ victims: 'bc', next: 'dabe' });
  expect(play('arc', 4, 'aabcdeb-bb')).toMatchObject({ victims: 'bc', next: 'deab' });
});

test('a single entry comes and goes', () => {
  expect(play('arc', 1, 'abab')).toMatchObject({ victims: 'aba', next: 'b' });
});
