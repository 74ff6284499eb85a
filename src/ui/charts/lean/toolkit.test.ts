import { expect, test } from 'vitest';
import sortBy from './sort-by';
import uniqBy from './uniq-by';

const items = [
  { name: 'stale', at: 2 },
  { name: 'fresh', at: 1 },
  { name: 'wrong', at: 2 },
];
const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);

test('sorts by a function or by a name, equal ones stay in order, and what was given stays as it is', () => {
  expect(names(sortBy(items, ({ at }) => at))).toEqual(['fresh', 'stale', 'wrong']);
  expect(names(sortBy(items, 'name'))).toEqual(['fresh', 'stale', 'wrong']);
  expect(names(items)).toEqual(['stale', 'fresh', 'wrong']);
  expect(sortBy(undefined, 'name')).toEqual([]);
});

test('keeps the first of equal ones', () => {
  expect(names(uniqBy(items, ({ at }) => at))).toEqual(['stale', 'fresh']);
});
