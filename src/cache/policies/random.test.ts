import { expect, test } from 'vitest';
import { simulate } from '../../replay/simulate';
import { policyNamed } from '../registry';
import { play } from '../testing/play';

test('evicts every resident with the same odds, used or not', () => {
  const gone = new Map<string, number>();
  const { cache } = play('random', 3, 'abc');
  cache.onRemoval = (_, key, __, why) => {
    if (why === 'evicted') gone.set(key, (gone.get(key) ?? 0) + 1);
  };
  for (let round = 0; round < 3000; round++) {
    cache.clear();
    for (const key of 'abcaaad') cache.get(key) ?? cache.set(key, key);
  }
  expect([...gone.keys()].sort().join('')).toBe('abc');
  // 1000 each; the standard deviation is 26.
  for (const times of gone.values()) expect(Math.abs(times - 1000)).toBeLessThan(130);
});

test('a loop of 2 keys more than the cache has many hits, where LRU has none', () => {
  const ids = Int32Array.from({ length: 12_000 }, (_, at) => at % 12);
  const run = { policy: policyNamed('random'), capacity: 10, unit: 'entries', seed: 1 } as const;
  const { hits } = simulate({ ids, distinct: 12 }, run);
  expect(hits).toBeGreaterThan(7000);
  expect(simulate({ ids, distinct: 12 }, run).hits).toBe(hits);
});

test('a deleted entry is never drawn, whatever its position was', () => {
  for (const deleted of 'abcd') {
    const { victims, cache } = play('random', 4, `abcd-${deleted}efghijklmnop`);
    expect(victims).not.toContain(deleted);
    expect(cache.size).toBe(4);
  }
});
