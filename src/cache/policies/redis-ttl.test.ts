import { expect, test } from 'vitest';
import { makePolicy, victims } from '../testing/make-policy';
import { redisTtl } from './redis-ttl';

const world = () => {
  const deadlines = [Infinity, 300, 100, 200];
  const policy = makePolicy(redisTtl, { deadlineOf: (id) => deadlines[id] as number });
  for (const id of [0, 1, 2, 3]) policy.insert(id);
  return { deadlines, policy };
};

test('evicts the next to expire, used or not; entries without a deadline last', () => {
  const { policy } = world();
  policy.hit(2);
  expect(policy.order?.(4)).toEqual(Int32Array.of(2, 3, 1, 0));
  expect(victims(policy, 4)).toEqual([2, 3, 1, 0]);
});

test('a new value with another TTL changes the set of an entry, also while it is pooled', () => {
  const { deadlines, policy } = world();
  expect(policy.evict(-1)).toBe(2); // 1 and 3 are pooled
  deadlines[3] = Infinity;
  policy.hit(3);
  deadlines[0] = 400;
  policy.hit(0);
  expect(victims(policy, 3)).toEqual([1, 0, 3]);
});

test('an id removed while pooled returns with its new deadline', () => {
  const { deadlines, policy } = world();
  expect(policy.evict(-1)).toBe(2);
  policy.remove(3);
  deadlines[3] = 1000;
  policy.insert(3);
  expect(victims(policy, 3)).toEqual([1, 3, 0]);
});
