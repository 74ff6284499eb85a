import { expect, test } from 'vitest';
import { Random } from '../../base/random';
import { policyNamed } from '../../cache/registry';
import { simulate } from '../simulate';
import { band } from './band';
import { miniature, readsOf } from './miniature';
import { sampleKeys } from './sample';
import { shards } from './shards';
import { lruMisses } from './stack-distance';

const KEYS = 20_000;
const SIZES = [2_000, 6_000, 12_000];
const SALTS = [1, 2, 3];
const requests = skewed(200_000);

test('SHARDS over some salts is near the exact curve of LRU', () => {
  const exact = lruMisses(requests.ids, requests.distinct);
  const { missRatios } = band(SALTS, (salt) =>
    shards(sampleKeys(requests, 0.1, salt), requests.ids.length, SIZES),
  );
  for (const [i, size] of SIZES.entries())
    expect(Math.abs((missRatios[i] as number) - (exact[size] as number) / requests.ids.length)).toBeLessThan(
      0.02,
    );
});

test('a miniature of SIEVE is near the whole simulation', () => {
  const run = { policy: policyNamed('sieve'), unit: 'entries' as const, seed: 1 };
  const { missRatios } = band(SALTS, (salt) =>
    miniature(sampleKeys(requests, 0.1, salt), readsOf(requests), SIZES, run),
  );
  for (const [i, size] of SIZES.entries()) {
    const whole = simulate(requests, { ...run, capacity: size }).misses / requests.ids.length;
    expect(Math.abs((missRatios[i] as number) - whole)).toBeLessThan(0.02);
  }
});

test('a sample of all keys is the trace itself', () => {
  const sample = sampleKeys(requests, 1, 7);
  expect(sample.requests.ids).toEqual(requests.ids);
  expect(sample.share.objects).toBe(1);
});

/** Keys in the order in which they first appear, the first ones asked for most. */
function skewed(count: number) {
  const random = Random.for(42, 'curves');
  const numbers = new Map<number, number>();
  const ids = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const key = Math.floor(KEYS * random.next() ** 3);
    const id = numbers.get(key) ?? numbers.size;
    numbers.set(key, id);
    ids[i] = id;
  }
  return { ids, distinct: numbers.size };
}
