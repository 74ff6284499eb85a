import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeCache } from '../testing/make-cache';
import { play } from '../testing/play';

test('evicts the entry used least, of equals the one unused for longest', () => {
  // a three times, b once, c twice: LRU would evict a.
  expect(play('lfu', 3, 'aaabccd')).toMatchObject({ victims: 'b', next: 'dca' });
  // All twice: in the order of their last use.
  expect(play('lfu', 3, 'abccbad')).toMatchObject({ victims: 'c', next: 'dba' });
});

test('a formerly popular entry stays while others are evicted', () => {
  expect(play('lfu', 2, 'aaabcdbcd')).toMatchObject({ victims: 'bcdbc', next: 'da' });
});

test('after the last id of a frequency is deleted, the next insertion or use is placed correctly', () => {
  // d is the only one used once, c the only one used twice.
  expect(play('lfu', 4, 'aaabbbccd-de').next).toBe('ecab');
  expect(play('lfu', 4, 'aaabbbccd-cdde').next).toBe('eabd');
});

test('after any uses and deletions the order is that of a plain sort by uses and last use', () => {
  const step = fc.record({
    do: fc.constantFrom('use', 'use', 'use', 'delete'),
    key: fc.integer({ min: 0, max: 7 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const cache = makeCache<number, number>({ policy: 'lfu', maxEntries: 5 });
      const plain = new Map<number, { uses: number; at: number }>();
      cache.onRemoval = (_, key) => plain.delete(key);
      const sorted = () =>
        [...plain].sort(([, a], [, b]) => a.uses - b.uses || a.at - b.at).map(([key]) => key);
      steps.forEach((one, at) => {
        if (one.do === 'delete') cache.delete(one.key);
        else {
          const [next] = sorted();
          const full = cache.size === 5;
          const hit = cache.get(one.key) !== undefined;
          if (!hit) cache.set(one.key, 0);
          if (!hit && full) expect(cache.has(next as number)).toBe(false);
          plain.set(one.key, { uses: (plain.get(one.key)?.uses ?? 0) + 1, at });
        }
        expect([...cache.nextVictims(9)].map((slot) => cache.keyAt(slot))).toEqual(sorted());
      });
    }),
  );
});
