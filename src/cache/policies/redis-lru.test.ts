import { expect, test } from 'vitest';
import { makePolicy, victims } from '../testing/make-policy';
import { redisLru } from './redis-lru';

test('a pooled id keeps its idle time at the draw: a use does not save it', () => {
  const policy = makePolicy(redisLru);
  for (const id of [0, 1, 2, 3]) policy.insert(id);
  expect(policy.evict(-1)).toBe(0); // 1 is pooled now, idle for 2 requests, 2 for 1
  policy.hit(1);
  // 2 is idle for 2 requests now, and LRU would evict it. But 1 is pooled with as many, and was pooled first.
  expect(policy.order?.(3)).toEqual(Int32Array.of(2, 3, 1));
  expect(victims(policy, 3)).toEqual([1, 2, 3]);
});

test('an id removed while pooled starts again as new', () => {
  const policy = makePolicy(redisLru);
  for (const id of [0, 1, 2, 3]) policy.insert(id);
  expect(policy.evict(-1)).toBe(0);
  policy.remove(1);
  policy.insert(1);
  expect(victims(policy, 3)).toEqual([2, 3, 1]);
});

test('five draws and a pool have nearly the hits of LRU', () => {
  const policy = makePolicy(redisLru, { ids: 1000 });
  for (let id = 0; id < 1000; id++) policy.insert(id);
  const gone = victims(policy, 500);
  expect(new Set(gone).size).toBe(500);
  const old = gone.filter((id) => id < 500).length;
  expect(old).toBeGreaterThan(400); // LRU: 500, at random: 250
  expect(old).toBeLessThan(500);
});

test('by seconds, uses within one second are equal, also where the 24 bits wrap', () => {
  let ms = 0xffffff * 1000;
  const policy = makePolicy(redisLru, { now: () => ms }, { clock: 'seconds' });
  policy.insert(0);
  policy.insert(1);
  ms += 999;
  policy.hit(0); // LRU would evict 1 now
  ms += 2000;
  policy.insert(2);
  expect(policy.order?.(3)).toEqual(Int32Array.of(0, 1, 2));
});
