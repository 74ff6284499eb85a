import fc from 'fast-check';
import { expect, test } from 'vitest';
import { policyNamed } from '../../cache/registry';
import { simulate } from '../simulate';
import { requestsFor } from '../testing/synthetic-requests';
import { largestConstantSize, lruByteMisses } from './byte-distance';

const lru = policyNamed('lru');

test('is LRU in bytes from the largest object up, to the request', () => {
  const trace = fc.tuple(
    fc.integer({ min: 1, max: 60 }),
    fc.array(fc.nat({ max: 1e6 }), { minLength: 1, maxLength: 1000, size: 'max' }),
    fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 60, maxLength: 60 }),
    fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 8 }),
  );
  fc.assert(
    fc.property(trace, ([distinct, list, sizes, more]) => {
      const requests = requestsFor(
        list.map((key) => key % distinct),
        (key) => sizes[key] as number,
      );
      const largest = largestConstantSize(requests) as number;
      const capacities = more.map((bytes) => largest + bytes);
      const run = { policy: lru, unit: 'bytes' as const, seed: 1 };
      expect([...lruByteMisses(requests, capacities)]).toEqual(
        capacities.map((capacity) => simulate(requests, { ...run, capacity }).misses),
      );
    }),
    { numRuns: 100 },
  );
});

test('the largest object, if every key keeps its size', () => {
  const ids = Int32Array.of(0, 1, 0);
  expect(largestConstantSize({ ids, distinct: 2 })).toBe(1);
  expect(largestConstantSize({ ids, distinct: 2, sizes: Float64Array.of(5, 7, 5) })).toBe(7);
  expect(largestConstantSize({ ids, distinct: 2, sizes: Float64Array.of(5, 7, 6) })).toBeUndefined();
});

test('no request, one key', () => {
  expect([...lruByteMisses({ ids: Int32Array.of(), distinct: 0 }, [1])]).toEqual([0]);
  expect([...lruByteMisses({ ids: new Int32Array(500), distinct: 1 }, [1, 0.5])]).toEqual([1, 500]);
});
