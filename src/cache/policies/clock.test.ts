import { expect, test } from 'vitest';
import { play } from '../testing/play';

test('a used entry gets one more turn, as the youngest', () => {
  // a was used: d takes the place of b. Its second use gains a no more than one turn.
  expect(play('clock', 3, 'abcad')).toMatchObject({ victims: 'b', next: 'cad' });
});

test('of several used entries, the one inserted first is evicted', () => {
  // LRU would evict c; CLOCK knows only that each was used.
  expect(play('clock', 3, 'abccbad')).toMatchObject({ victims: 'a', next: 'bcd' });
});

test('an entry inserted again after its deletion starts unused', () => {
  expect(play('clock', 2, 'aa-aabc')).toMatchObject({ victims: 'a', next: 'bc' });
});

test('the hand continues when the entry under it is deleted', () => {
  // c passed over a, which was used, and evicted b: the hand is at a when a is deleted.
  expect(play('clock', 2, 'aabc-abde')).toMatchObject({ victims: 'bcb', next: 'de' });
});
