import { expect, test } from 'vitest';
import { play } from '../testing/play';

test('evicts the entry used last, so that a part of a long loop stays', () => {
  const { victims, next, cache } = play('mru', 3, 'abcdabcd');
  // LRU would have evicted a, b, c, d, a and hit nothing.
  expect(victims).toBe('cb');
  expect(next).toBe('dca');
  expect(cache.stats.hits).toBe(3);
});

test('a hit makes an entry the next victim', () => {
  expect(play('mru', 3, 'abcad')).toMatchObject({ victims: 'a', next: 'dcb' });
});

test('after the next victim is deleted, the entry used before it is next', () => {
  expect(play('mru', 3, 'abc-cdef')).toMatchObject({ victims: 'de', next: 'fba' });
});
