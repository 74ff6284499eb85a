import { expect, test } from 'vitest';
import { play } from '../testing/play';

test('of equally used entries the later one has the higher priority: the age rises with each victim', () => {
  // b is evicted at 1, c at 2: d enters at 3, level with a, which was used three times but earlier.
  expect(play('lfu-da', 2, 'aaabcd')).toMatchObject({ victims: 'bc', next: 'ad' });
});

test('a formerly popular entry is evicted after enough others', () => {
  // LFU would never evict a: see lfu.test.ts.
  expect(play('lfu-da', 2, 'aaabcdbcd').victims).toBe('bcadb');
});

test('a use is added to the age at that time', () => {
  // Used at age 2, a has priority 4 + 2, until g enters at 5 + 1. With its 4 uses alone e would replace it.
  expect(play('lfu-da', 2, 'aaabcdaefgh').victims).toBe('bcdefa');
});

test('a deleted entry does not age the others, and starts again with one use', () => {
  expect(play('lfu-da', 3, 'aaabbc-aad')).toMatchObject({ victims: 'c', next: 'abd' });
});
