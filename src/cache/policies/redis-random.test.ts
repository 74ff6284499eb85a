import { expect, test } from 'vitest';
import { play } from '../testing/play';

test('makes the same draws as random, also after a deletion', () => {
  const requests = 'abcabcdaefg-ga-bbhijklm-m';
  const asServer = play('redis-random', 4, requests);
  expect(asServer.victims).toBe(play('random', 4, requests).victims);
  expect(asServer.victims).not.toBe(play('lru', 4, requests).victims);
});
