import { expect, test } from 'vitest';
import { makePolicy, victims } from '../testing/make-policy';
import { belady } from './belady';

/** The policy after these uses: id, and when it is used next. */
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

test('who is used last of all goes, and first who is never used again', () => {
  const policy = after([1, 9], [2, 7], [3, NEVER], [4, 8]);
  expect(policy.order?.(3)).toEqual(Int32Array.of(3, 1, 4));
  expect(victims(policy, 4)).toEqual([3, 1, 4, 2]);
});

test('a use brings the next one in sight', () => {
  expect(victims(after([1, 5], [2, 7], [3, 6], [1, 8]), 3)).toEqual([1, 2, 3]);
  // Of those that are never used again, the one unused for longest.
  expect(victims(after([1, NEVER], [2, NEVER], [3, NEVER], [4, 9], [1, NEVER]), 4)).toEqual([2, 3, 1, 4]);
});

test('the next victim is removed, and comes back with a nearer use', () => {
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
