import { expect, test } from 'vitest';
import { Random } from '../base/random';
import { ByteBudget } from './byte-budget';
import { names } from './testing/cache-actions';
import { checkIdentities, makeCache } from './testing/make-cache';

/** Weights of 0.1 to 3 with all their digits. */
const weigh = (value: number) => value;
const weightFrom = (random: Random) => 0.1 + 2.9 * random.next();

/** Returns the weight of the residents in units of 2^-16 bytes, added up as big integers. */
function unitsIn(cache: ReturnType<typeof makeCache<number, number>>): bigint {
  let units = 0n;
  cache.forEachSlot((slot) => {
    units += BigInt(cache.bytesOf(slot) * 65_536);
  });
  return units;
}

test.each(names)('%s: weights with fractions add up to the last bit, emptied and filled again', (policy) => {
  const random = new Random(5);
  const cache = makeCache<number, number>({ policy, maxEntries: 'unbounded', maxBytes: 20, weigh });
  for (let i = 1; i <= 2_000; i++) {
    if (random.next() < 0.1) cache.delete(random.int(60));
    else if (cache.get(random.int(60)) === undefined) cache.set(random.int(60), weightFrom(random));
    expect(cache.bytes).toBeLessThanOrEqual(20);
    if (i % 50 === 0) checkIdentities(cache);
    if (i % 500 !== 0) continue;
    expect(BigInt(cache.bytes * 65_536)).toBe(unitsIn(cache));
    for (let key = 0; key < 60; key++) cache.delete(key);
    expect(cache.bytes).toBe(0);
  }
});

test('100,000 operations under a bound that one entry fills, and a budget that two caches share', () => {
  const random = new Random(9);
  const budget = new ByteBudget(2.3);
  const tight = makeCache<number, number>({ maxEntries: 'unbounded', maxBytes: 3, weigh });
  const shared = { maxEntries: 'unbounded', budget, weigh } as const;
  const [one, other] = [makeCache<number, number>(shared), makeCache<number, number>(shared)];
  for (let i = 0; i < 100_000; i++) {
    const cache = [tight, one, other][random.int(3)] as typeof tight;
    if (random.next() < 0.2) cache.delete(random.int(8));
    // Sometimes exactly the bound: then nothing else may remain, not even a last bit.
    else cache.set(random.int(8), random.next() < 0.1 ? 3 : weightFrom(random));
    if (tight.bytes > 3 || budget.usedBytes > 2.3) throw new Error('over a bound');
  }
  for (const cache of [tight, one, other]) expect(BigInt(cache.bytes * 65_536)).toBe(unitsIn(cache));
});

test('a fraction is rounded up to the next 65,536th, a whole weight is unchanged', () => {
  const cache = makeCache<number, number>({ maxEntries: 'unbounded', maxBytes: 1e9, weigh });
  cache.set(1, 0.1);
  expect(cache.bytes).toBe(Math.ceil(6553.6) / 65_536);
  cache.set(2, 123_456_789);
  cache.delete(1);
  expect(cache.bytes).toBe(123_456_789);
});
