import fc from 'fast-check';
import { expect, test } from 'vitest';
import { policyNamed } from '../../cache/registry';
import { simulate } from '../simulate';
import { requestsFor } from '../testing/synthetic-requests';
import { lruMisses } from './stack-distance';

const lru = policyNamed('lru');

test('equals LRU at every size, to the request', () => {
  const keys = fc.tuple(
    fc.integer({ min: 1, max: 90 }),
    fc.array(fc.nat({ max: 1e6 }), { minLength: 1, maxLength: 2000, size: 'max' }),
  );
  fc.assert(
    fc.property(keys, ([distinct, list]) => {
      const requests = requestsFor(list.map((key) => key % distinct));
      const misses = lruMisses(requests.ids, requests.distinct);
      expect(misses[0]).toBe(list.length);
      for (let capacity = 1; capacity <= requests.distinct; capacity++) {
        const run = { policy: lru, capacity, unit: 'entries' as const, seed: 1 };
        expect(misses[capacity]).toBe(simulate(requests, run).misses);
      }
    }),
    { numRuns: 60 },
  );
});

test('a loop hits always or never', () => {
  const { ids } = requestsFor(Array.from({ length: 10_000 }, (_, at) => at % 1000));
  const misses = lruMisses(ids, 1000);
  expect(misses[999]).toBe(10_000);
  expect(misses[1000]).toBe(1000);
});

test('no request, one request, one key', () => {
  expect([...lruMisses(Int32Array.of(), 0)]).toEqual([0]);
  expect([...lruMisses(Int32Array.of(0), 1)]).toEqual([1, 1]);
  expect([...lruMisses(new Int32Array(5000), 1)]).toEqual([5000, 1]);
});
