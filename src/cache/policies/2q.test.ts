import { expect, test } from 'vitest';
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
  // One more in between, and it is new.
  expect(play('2q', 4, 'abcdefga')).toMatchObject({ victims: 'abcd', next: 'efga' });
});

test('what is deleted is not remembered', () => {
  expect(play('2q', 4, 'abcdea-aa')).toMatchObject({ victims: 'ab', next: 'cdea' });
});

test('a single entry comes and goes', () => {
  expect(play('2q', 1, 'ababb')).toMatchObject({ victims: 'aba', next: 'b' });
});
