import fc from 'fast-check';
import { expect, test } from 'vitest';
import { policyNamed } from '../../cache/registry';
import { simulate } from '../simulate';
import { lruMisses } from './stack-distance';

const lru = policyNamed('lru');

function requestsOf(keys: readonly number[]): { ids: Int32Array; distinct: number } {
  const numbers = new Map<number, number>();
  for (const key of keys) if (!numbers.has(key)) numbers.set(key, numbers.size);
  return { ids: Int32Array.from(keys, (key) => numbers.get(key) as number), distinct: numbers.size };
}

test('is LRU at every size, to the request', () => {
  const keys = fc.tuple(
    fc.integer({ min: 1, max: 90 }),
    fc.array(fc.nat({ max: 1e6 }), { minLength: 1, maxLength: 2000, size: 'max' }),
  );
  fc.assert(
    fc.property(keys, ([distinct, list]) => {
      const requests = requestsOf(list.map((key) => key % distinct));
      const misses = lruMisses(requests.ids, requests.distinct);
      expect(misses[0]).toBe(list.length);
      for (let capacity = 1; capacity <= requests.distinct; capacity += 1 + (capacity >> 2)) {
        const run = { policy: lru, capacity, unit: 'entries' as const, seed: 1 };
        expect(misses[capacity]).toBe(simulate(requests, run).misses);
      }
    }),
    { numRuns: 60 },
  );
});

test('a loop: all or nothing', () => {
  const keys = Array.from({ length: 10_000 }, (_, at) => at % 1000);
  const misses = lruMisses(Int32Array.from(keys), 1000);
  expect(misses[999]).toBe(10_000);
  expect(misses[1000]).toBe(1000);
});
