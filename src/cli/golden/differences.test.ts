import { expect, test } from 'vitest';
import { differences } from './differences';

const kept = { default: { hits: 3, misses: 4 }, overload: { hits: 1 } };

test('equal figures have no differences', () => {
  expect(differences(kept, structuredClone(kept))).toEqual([]);
});

test('a changed, added or removed figure is named with its run and both values', () => {
  const found = { default: { hits: 3.5, coalesced: 0 }, overload: { hits: 1 } };
  expect(differences(kept, found)).toEqual([
    'default: hits 3 → 3.5',
    'default: misses 4 → (none)',
    'default: coalesced (none) → 0',
  ]);
});

test('a run that exists on one side only is named', () => {
  expect(differences(kept, { default: kept.default, new: { hits: 1 } })).toEqual([
    'overload: stored, but not played',
    'new: not among the stored runs',
  ]);
});

test('many differences of one run are counted beyond the first dozen', () => {
  const many = (value: number) =>
    Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`figure ${i}`, value]));
  const lines = differences({ default: many(1) }, { default: many(2) });
  expect(lines).toHaveLength(13);
  expect(lines.at(-1)).toBe('default: and 8 more');
});
