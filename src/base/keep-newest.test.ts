import { expect, test } from 'vitest';
import { keepNewest } from './keep-newest';

test('the keys that were set last are kept; one that is set again is the newest', () => {
  const map = new Map<string, number>();
  [...'abcadb'].forEach((key, i) => {
    keepNewest(map, key, i, 3);
  });
  expect([...map]).toEqual([
    ['a', 3],
    ['d', 4],
    ['b', 5],
  ]);
});
