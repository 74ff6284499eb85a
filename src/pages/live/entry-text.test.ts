import { expect, test } from 'vitest';
import { entryText } from './entry-text';

const entry = {
  key: 'shopper 7',
  cache: 'weights',
  state: 'fresh',
  bornAt: 285_600,
  usedAt: 286_000,
  deadlineAt: 345_600,
  hits: 1,
  bytes: 300,
  madeInMs: 1_500,
  queries: 1,
  facts: 1,
  changedFacts: [],
} as const;

test('moments have the format of the clock, and a count of one takes the singular', () => {
  const text = entryText(entry);
  expect(text).toContain(
    'computed at 00:04:45.600 in 1.5 s with 1 query from 1 fact; 1 hit, last at 00:04:46.000;',
  );
  expect(text).toContain('expires at 00:05:45.600');
  expect(entryText({ ...entry, deadlineAt: 'never', facts: 2 })).toMatch(/2 facts.*never expires/);
});
