import { expect, test } from 'vitest';
import { makePolicy, victims } from '../testing/make-policy';
import { memcached } from './memcached';

const fill = (policy: ReturnType<typeof makePolicy>, ...ids: number[]) => {
  for (const id of ids) policy.insert(id);
};

test('two uses move an entry from cold to warm at once, one use moves nothing', () => {
  const policy = makePolicy(memcached);
  fill(policy, 0, 1, 2, 3, 4);
  // Of 5, HOT may hold 1: 4. The others are COLD.
  policy.hit(0);
  expect(policy.order?.(5)).toEqual(Int32Array.of(0, 1, 2, 3, 4));
  policy.hit(0);
  policy.hit(1);
  expect(policy.order?.(5)).toEqual(Int32Array.of(1, 2, 3, 4, 0));
  expect(policy.evict(-1)).toBe(1); // LRU would evict 2
});

test('at the end of the hot queue an active entry becomes warm, an inactive one cold', () => {
  const policy = makePolicy(memcached);
  fill(policy, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  // Of 10, HOT may hold 2: 8 and 9.
  policy.hit(8);
  policy.hit(8);
  policy.hit(9);
  fill(policy, 10, 11);
  // COLD from 0 on, with 9 last; then HOT; 8 is WARM.
  expect([...(policy.order?.(12) ?? [])].slice(-5)).toEqual([7, 9, 10, 11, 8]);
});

test('in the warm queue an active entry gets another round; an inactive one becomes cold over the share', () => {
  const policy = makePolicy(memcached);
  fill(policy, 0, 1, 2, 3, 4);
  for (const id of [0, 0, 1, 1]) policy.hit(id); // WARM may hold 2 of 5
  policy.hit(0); // active
  for (const id of [2, 2]) policy.hit(id); // WARM: 0, 1, 2
  expect(policy.evict(-1)).toBe(3);
  // 0 moved behind 2, and 1 to COLD. Of 4, HOT may hold none and WARM 1, so that 4 followed, and 2.
  expect(victims(policy, 4)).toEqual([1, 4, 2, 0]);
});

test('removals may empty all but the hot queue, and a removed id starts again without its bits', () => {
  const policy = makePolicy(memcached);
  fill(policy, 0, 1, 2, 3, 4);
  for (const id of [0, 0, 0]) policy.hit(id); // WARM, and active
  for (const id of [0, 1, 2, 3]) policy.remove(id);
  expect(policy.evict(-1)).toBe(4);
  fill(policy, 0, 1);
  policy.hit(0); // its first use
  expect(victims(policy, 2)).toEqual([0, 1]);
});

test('entries that expire soon are kept apart and evicted last', () => {
  const policy = makePolicy(
    memcached,
    { deadlineOf: (id) => (id === 0 ? 60_000 : Infinity) },
    { temporaryTtlSeconds: 61 },
  );
  fill(policy, 0, 1, 2);
  expect(victims(policy, 3)).toEqual([1, 2, 0]);
});
