import { expect, test } from 'vitest';
import { play } from '../testing/play';

test('who was used gets one more turn, as the youngest', () => {
  // a was used: d takes the place of b. Used again, a has nothing more of it than LRU’s one turn.
  expect(play('clock', 3, 'abcad')).toMatchObject({ victims: 'b', next: 'cad' });
});

test('of several that were used, the first to come goes', () => {
  // LRU would evict c; CLOCK knows of each only that it was used.
  expect(play('clock', 3, 'abccbad')).toMatchObject({ victims: 'a', next: 'bcd' });
});

test('an entry that comes back after its deletion starts unused', () => {
  expect(play('clock', 2, 'aa-aabc')).toMatchObject({ victims: 'a', next: 'bc' });
});

test('the hand goes on where the entry under it is deleted', () => {
  // c passed over a, which was used, and evicted b: the hand is at a when a is deleted.
  expect(play('clock', 2, 'aabc-abde')).toMatchObject({ victims: 'bcb', next: 'de' });
});
