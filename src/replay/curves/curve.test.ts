import { describe, expect, test } from 'vitest';
import { policyNamed } from '../../cache/registry';
import { WRITE } from '../ops';
import type { Requests } from '../requests';
import { simulate } from '../simulate';
import { loopKeys, requestsFor, zipfKeys } from '../testing/synthetic-requests';
import { type CurveRun, missRatioCurve } from './curve';
import { rateForKeys } from './sample';

const run = (policy: string, sizes: readonly number[], more: Partial<CurveRun> = {}): CurveRun => ({
  policy: policyNamed(policy),
  unit: 'entries',
  sizes,
  sampleRate: 1,
  salts: 5,
  seed: 1,
  ...more,
});

/**
 * Compares several curves with the exact result: the errors of points on one curve are correlated, so one curve would
 * prove little.
 */
function compared(requests: Requests, one: CurveRun) {
  const truth = missRatioCurve(requests, { ...one, sampleRate: 1 });
  const curves = [1, 11, 21, 31, 41].map((seed) => missRatioCurve(requests, { ...one, seed }));
  const points = curves.flatMap(({ missRatios, errors }) =>
    Array.from(missRatios, (ratio, i) => ({
      off: Math.abs(ratio - (truth.missRatios[i] as number)),
      stated: errors[i] as number,
    })),
  );
  return {
    methods: [truth.method, ...new Set(curves.map(({ method }) => method))],
    withinError: points.filter(({ off, stated }) => off <= stated + 1e-9).length / points.length,
    meanError: points.reduce((sum, { off }) => sum + off, 0) / points.length,
    meanStated: points.reduce((sum, { stated }) => sum + stated, 0) / points.length,
  };
}

const KEYS = 20_000;
const bytesOf = (key: number) => 1 + ((key * 7919) % 100);
const ZIPF = requestsFor(zipfKeys(200_000, KEYS, 1), bytesOf);
const LOOP = requestsFor(loopKeys(200_000, KEYS / 2, 2), bytesOf);
/** From 4 to 85 %: at least some 70 entries in the small caches. None is at a cliff. */
const SHARES = Array.from({ length: 10 }, (_, i) => 0.04 + 0.09 * i);
const sizesOf = ({ distinct }: Requests) => SHARES.map((share) => Math.round(share * distinct));

describe.each([
  ['Zipf', ZIPF],
  ['a loop and Zipf', LOOP],
])('%s: curves lie within their stated error', (_, requests) => {
  const sizes = sizesOf(requests);

  test.each([
    ['SHARDS of fixed rate', 'lru', 0.1, ['exact', 'shards']],
    ['SHARDS of fixed size', 'lru', rateForKeys(1500, requests.distinct), ['exact', 'shards']],
    ['miniature simulation', 'sieve', 0.1, ['full', 'miniature']],
    ['miniature simulation of a random policy', 'random', 0.1, ['full', 'miniature']],
    ['miniature simulation of Belady', 'belady', 0.1, ['full', 'miniature']],
  ])(
    '%s',
    (_, policy, sampleRate, methods) => {
      const found = compared(requests, run(policy, sizes, { sampleRate }));
      expect(found.methods).toEqual(methods);
      expect(found.withinError).toBeGreaterThan(0.85);
      expect(found.meanError).toBeLessThan(0.004);
      expect(found.meanStated).toBeLessThan(0.015);
    },
    30_000,
  );

  test('SHARDS in bytes', () => {
    const bytes = sizes.map((size) => 50 * size);
    const found = compared(requests, run('lru', bytes, { unit: 'bytes', sampleRate: 0.1 }));
    expect(found.methods).toEqual(['exact', 'shards']);
    expect(found.withinError).toBeGreaterThan(0.85);
    expect(found.meanError).toBeLessThan(0.015);
  }, 30_000);
});

test('exact and full curves equal a simulation of each size, with error 0', () => {
  const few = requestsFor(zipfKeys(5000, 300, 3), bytesOf);
  for (const [policy, method] of [
    ['lru', 'exact'],
    ['s3-fifo', 'full'],
  ] as const) {
    for (const unit of ['entries', 'bytes'] as const) {
      const sizes = unit === 'bytes' ? [100, 3000, 1e6] : [1, 10, 200, 300, 9999];
      const curve = missRatioCurve(few, run(policy, sizes, { unit }));
      const { seed } = run(policy, sizes);
      const simulated = sizes.map(
        (capacity) => simulate(few, { policy: policyNamed(policy), capacity, unit, seed }).misses / 5000,
      );
      expect(curve).toEqual({
        method,
        missRatios: Float64Array.from(simulated),
        errors: new Float64Array(sizes.length),
      });
    }
  }
});

describe('LRU is simulated if stack distances would be wrong', () => {
  const keys = zipfKeys(2000, 100, 4);
  const { ids, distinct } = requestsFor(keys);
  const times = Float64Array.from(ids, (_, at) => at);
  const none = { ids, distinct };
  test.each<[string, Requests, Partial<CurveRun>]>([
    ['writes', { ...none, ops: Uint8Array.from(ids, (_, at) => (at % 5 === 0 ? WRITE : 0)) }, {}],
    ['one TTL for all', { ...none, times }, { ttlMs: 40 }],
    ['TTLs', { ...none, times, ttls: times.map((at) => 1 + (at % 90)) }, {}],
    ['objects larger than a cache', requestsFor(keys, bytesOf), { unit: 'bytes' }],
    ['sizes that change', { ...none, sizes: times.map((at) => 1 + (at % 9)) }, { unit: 'bytes' }],
  ])('%s', (_, requests, more) => {
    expect(missRatioCurve(requests, run('lru', [20, 90], more)).method).toBe('full');
    expect(missRatioCurve(requests, run('lru', [20, 90], { ...more, sampleRate: 0.5 })).method).toBe(
      'miniature',
    );
  });
});

test('one key, one request; the error of one sample is unknown', () => {
  const one = requestsFor([7]);
  for (const policy of ['lru', 'sieve']) {
    expect([...missRatioCurve(one, run(policy, [1, 5])).missRatios]).toEqual([1, 1]);
    expect([...missRatioCurve(one, run(policy, [1], { sampleRate: 0.01 })).missRatios]).toEqual([1]);
  }
  const alone = missRatioCurve(LOOP, run('lru', [1000], { sampleRate: 0.1, salts: 1 }));
  expect(alone.errors[0]).toBeNaN();
});
