import { expect, test } from 'vitest';
import { makeCache } from '../testing/make-cache';
import { play } from '../testing/play';

// Of 4 entries the window holds 1.

test('a scan passes through the window', () => {
  // LRU would evict a, b and c too.
  expect(play('w-tinylfu', 4, 'abcdefgh')).toMatchObject({ victims: 'defg', next: 'habc' });
});

test('a key requested often enough enters the main cache, though it was evicted in between', () => {
  // d is seen for the third time and a was seen once: a lead of more than one.
  expect(play('w-tinylfu', 4, 'abcdedfdg')).toMatchObject({ victims: 'dedfa', next: 'gbcd' });
  // As published a lead of one suffices.
  expect(play('w-tinylfu', 4, 'abcdedf', { lead: 0 })).toMatchObject({ victims: 'dea', next: 'fbcd' });
});

test('a burst within the window does not count', () => {
  expect(play('w-tinylfu', 4, 'abcddddde').victims).toBe('d');
});

test('a deleted key starts with no frequency, and so does the key that reuses its id', () => {
  expect(play('w-tinylfu', 4, 'abcdedfd-ddg').victims).toBe('dedfd');
  expect(play('w-tinylfu', 4, 'abcdedfd-dxg').victims).toBe('dedfx');
});

test('the window grows where new entries are used again soon', () => {
  const hits = (adaptive: boolean) => {
    const policyParams = { adaptive };
    const cache = makeCache<number>({ policy: 'w-tinylfu', policyParams, maxEntries: 100 });
    for (let i = 0; i < 30_000; i++)
      for (const key of [i, i - 10]) if (cache.get(key) === undefined) cache.set(key, 0);
    return cache.stats.hits / cache.stats.requests;
  };
  expect(hits(false)).toBeLessThan(0.1);
  expect(hits(true)).toBeGreaterThan(0.3);
});

test('a cache of one entry works', () => {
  expect(play('w-tinylfu', 1, 'abab')).toMatchObject({ victims: 'aba', next: 'b' });
});
