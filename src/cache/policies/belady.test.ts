import { expect, test } from 'vitest';
import { makePolicy, victims } from '../testing/make-policy';
import { belady } from './belady';

/** Returns the policy after these uses: id and time of next use. */
function after(...uses: (readonly [id: number, next: number])[]) {
  let next = 0;
  const policy = makePolicy(belady, { nextUse: () => next });
  const present = new Set<number>();
  for (const [id, then] of uses) {
    next = then;
    if (present.has(id)) policy.hit(id);
    else policy.insert(id);
    present.add(id);
  }
  return policy;
}
const NEVER = Infinity;

test('evicts entries never used again first, then the one with the farthest next use', () => {
  const policy = after([1, 9], [2, 7], [3, NEVER], [4, 8]);
  expect(policy.order?.(3)).toEqual(Int32Array.of(3, 1, 4));
  expect(victims(policy, 4)).toEqual([3, 1, 4, 2]);
});

test('a use sets the time of the next use', () => {
  expect(victims(after([1, 5], [2, 7], [3, 6], [1, 8]), 3)).toEqual([1, 2, 3]);
  // Of the entries never used again, the one unused for longest.
  expect(victims(after([1, NEVER], [2, NEVER], [3, NEVER], [4, 9], [1, NEVER]), 4)).toEqual([2, 3, 1, 4]);
});

test('the next victim is removed, and returns with a nearer use', () => {
  let next = 9;
  const policy = makePolicy(belady, { nextUse: () => next });
  for (const id of [1, 2, 3]) {
    next--;
    policy.insert(id);
  }
  policy.remove(1);
  expect(victims(policy, 1)).toEqual([2]);
  next = 4;
  policy.insert(1);
  expect(victims(policy, 2)).toEqual([3, 1]);
});
