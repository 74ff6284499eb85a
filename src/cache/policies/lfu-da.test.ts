import { expect, test } from 'vitest';
import { play } from '../testing/play';

test('used equally often, who came later is worth more: the age rises with each victim', () => {
  // b goes at 1, c at 2: d comes at 3, level with a, which was used three times but before.
  expect(play('lfu-da', 2, 'aaabcd')).toMatchObject({ victims: 'bc', next: 'ad' });
});

test('so what was popular once goes when enough have passed', () => {
  // LFU would keep a for ever: see lfu.test.ts.
  expect(play('lfu-da', 2, 'aaabcdbcd').victims).toBe('bcadb');
});

test('a use counts on top of the age of its time', () => {
  // Used at age 2, a is worth 4 + 2, until g comes at 5 + 1. With its 4 uses alone it would go when e is there.
  expect(play('lfu-da', 2, 'aaabcdaefgh').victims).toBe('bcdefa');
});

test('a deleted entry does not age the others, and starts anew', () => {
  expect(play('lfu-da', 3, 'aaabbc-aad')).toMatchObject({ victims: 'c', next: 'abd' });
});
