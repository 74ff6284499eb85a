import { expect, test } from 'vitest';
import { makePolicy, victims } from '../testing/make-policy';
import { gdsf } from './gdsf';

test('uses times cost by size decides, not the time of last use', () => {
  const bytes = [10, 100, 10, 10];
  const costs = [1, 1, 5, 1];
  const policy = makePolicy(gdsf, {
    weightOf: (id) => bytes[id] as number,
    costOf: (id) => costs[id] as number,
  });
  for (const id of [0, 1, 2, 3]) policy.insert(id);
  for (const id of [3, 3, 1]) policy.hit(id);
  // Value: 0 has 1/10, 1 has 2/100 though used last, 2 has 5/10, 3 has 3/10.
  expect(policy.order?.(4)).toEqual(Int32Array.of(1, 0, 3, 2));
  expect(victims(policy, 4)).toEqual([1, 0, 3, 2]);
});

test('the clock overtakes an entry used often, but long ago', () => {
  const policy = makePolicy(gdsf);
  policy.insert(0);
  policy.hit(0);
  policy.hit(0); // priority 3
  const order: number[] = [];
  for (const id of [1, 2, 3]) {
    policy.insert(id); // priority: the clock, 0, 1, 2, plus 1
    order.push(policy.evict(id));
  }
  // At 3 both are equal, and 0 was inserted first.
  expect(order).toEqual([1, 2, 0]);
});

test('a removed id starts again with one use', () => {
  const policy = makePolicy(gdsf);
  for (const id of [0, 1]) policy.insert(id);
  for (let uses = 0; uses < 5; uses++) policy.hit(0);
  policy.remove(0);
  policy.insert(0);
  policy.hit(1);
  expect(victims(policy, 2)).toEqual([0, 1]);
});

test('an entry of weight 0 does not stop the clock', () => {
  const policy = makePolicy(gdsf, { weightOf: (id) => id });
  for (const id of [0, 1, 2]) policy.insert(id);
  expect(victims(policy, 3)).toEqual([2, 0, 1]);
});
