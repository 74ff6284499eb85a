import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Requests } from '../requests';
import { requestsFor } from '../testing/synthetic-requests';
import { rateForKeys, sampleKeys } from './sample';

const trace = fc
  .array(fc.record({ key: fc.nat({ max: 300 }), size: fc.integer({ min: 1, max: 99 }) }), { minLength: 1 })
  .map((rows): Requests => {
    const { ids, distinct } = requestsFor(rows.map(({ key }) => key));
    return {
      ids,
      distinct,
      sizes: Float64Array.from(rows, ({ size }) => size),
      times: Float64Array.from(rows, (_, at) => at),
    };
  });

test('has all requests of each sampled key, in order, with their times, sizes and operations', () => {
  fc.assert(
    fc.property(trace, fc.double({ min: 0.001, max: 1, noNaN: true }), fc.nat(), (requests, rate, salt) => {
      const { requests: sample, share } = sampleKeys(requests, rate, salt);
      // A request is identified by its time, which is its index.
      const chosen = Array.from(sample.times ?? []);
      const keys = new Set(chosen.map((at) => requests.ids[at]));
      const expected = Array.from(requests.ids.keys()).filter((at) => keys.has(requests.ids[at]));
      expect(chosen).toEqual(expected);
      expect(Array.from(sample.sizes ?? [])).toEqual(expected.map((at) => requests.sizes?.[at]));
      const again = requestsFor(expected.map((at) => requests.ids[at] as number));
      expect({ ids: sample.ids, distinct: sample.distinct }).toEqual(again);
      expect(share.objects).toBeCloseTo(sample.distinct / requests.distinct, 12);
      expect(share.bytes).toBeGreaterThan(0);
      expect(share.bytes).toBeLessThanOrEqual(1);
    }),
  );
});

test('samples at least one key, at most the bound, and nearly the bound', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2000 }),
      fc.integer({ min: 1, max: 3000 }),
      fc.nat(),
      (distinct, keys, salt) => {
        const ids = Int32Array.from({ length: distinct }, (_, id) => id);
        const taken = sampleKeys({ ids, distinct }, rateForKeys(keys, distinct), salt).requests.distinct;
        expect(taken).toBeLessThanOrEqual(keys);
        expect(taken).toBeGreaterThanOrEqual(Math.max(1, Math.min(keys, distinct) - 1));
      },
    ),
    { numRuns: 500 },
  );
});

test('another salt samples other keys, the same salt the same keys', () => {
  const requests = requestsFor(Array.from({ length: 1000 }, (_, key) => key));
  const taken = (salt: number) => {
    const times = Float64Array.from(requests.ids);
    return [...(sampleKeys({ ...requests, times }, 0.05, salt).requests.times ?? [])];
  };
  expect(taken(1)).toEqual(taken(1));
  expect(taken(1)).not.toEqual(taken(2));
});

test('a sample of all keys is the trace itself', () => {
  const requests = requestsFor([3, 1, 3, 2]);
  const sample = sampleKeys(requests, rateForKeys(3, 3), 7);
  expect(sample.requests).toMatchObject(requests);
  expect(sample.share).toEqual({ objects: 1, bytes: 1 });
});

test('an empty trace gives an empty sample', () => {
  const { requests, share } = sampleKeys({ ids: Int32Array.of(), distinct: 0 }, 0.1, 1);
  expect(requests.ids).toHaveLength(0);
  expect(share).toEqual({ objects: 0, bytes: 0 });
});
