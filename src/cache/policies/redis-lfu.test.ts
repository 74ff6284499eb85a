import { expect, test } from 'vitest';
import { makePolicy, victims } from '../testing/make-policy';
import { redisLfu } from './redis-lfu';

const MINUTE = 60_000;

test('evicts the least used entry, however late it was inserted', () => {
  const policy = makePolicy(redisLfu);
  policy.insert(0);
  policy.insert(1);
  policy.hit(0); // the first use of a new entry always counts
  policy.hit(1);
  policy.insert(2);
  expect(victims(policy, 1)).toEqual([2]);
});

test('counts decay by the minute, or never', () => {
  for (const decayMinutes of [1, 0]) {
    let ms = 0;
    const policy = makePolicy(redisLfu, { now: () => ms }, { decayMinutes });
    policy.insert(0);
    for (let uses = 0; uses < 100; uses++) policy.hit(0);
    ms = 30 * MINUTE;
    policy.insert(1);
    expect(policy.evict(-1)).toBe(decayMinutes === 0 ? 1 : 0);
  }
});

test('a thousand uses count for about eighteen, as the table in redis.conf says', () => {
  let ms = 0;
  const policy = makePolicy(redisLfu, { now: () => ms });
  policy.insert(0);
  for (let uses = 0; uses < 1000; uses++) policy.hit(0);
  // It falls below the 5 of a new entry when all but 4 have decayed.
  policy.insert(1);
  for (policy.hit(1); policy.order?.(1)[0] !== 0; ms += MINUTE) {
    policy.remove(1);
    policy.insert(1);
  }
  const count = ms / MINUTE + 4;
  expect(count).toBeGreaterThanOrEqual(15);
  expect(count).toBeLessThanOrEqual(22);
});

test('an id removed while pooled starts again with the count of a new entry', () => {
  const policy = makePolicy(redisLfu);
  for (const id of [0, 1, 2]) policy.insert(id);
  for (const id of [0, 1]) policy.hit(id);
  expect(policy.evict(-1)).toBe(2); // 0 and 1 are pooled
  policy.remove(0);
  policy.insert(0);
  expect(victims(policy, 2)).toEqual([0, 1]);
});
