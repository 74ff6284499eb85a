import { expect, test } from 'vitest';
import type { Hop } from '../serving/observer';
import { MissedChanges } from './missed-change';

type Change = { readonly at: number; readonly kind: 'price' | 'purchase' };
const price: Change = { at: 100, kind: 'price' };
const later: Change = { at: 500, kind: 'purchase' };

/** Follows changes through lookups of pages, at a clock that a test sets. */
function watching() {
  const clock = { now: 0 };
  const missed = new MissedChanges(() => clock.now);
  const lookup = (at: number, key: number, hit?: { truth: string; missed?: Change }, cache = 'rankings') => {
    clock.now = at;
    missed.hop({ cache, key, result: {}, ...(hit && { hit: { verdict: hit } }) } as unknown as Hop);
    return missed.followed;
  };
  return { missed, lookup };
}

test('it counts the answers that missed a change, until each of their pages is computed', () => {
  const { lookup } = watching();
  expect(lookup(50, 1)).toBeUndefined();
  lookup(200, 1, { truth: 'wrong', missed: price });
  lookup(300, 2, { truth: 'stale', missed: price });
  lookup(350, 1, { truth: 'wrong', missed: price });
  // Another cache, a fresh hit and a page that nobody got out of date say nothing of it.
  lookup(360, 1, { truth: 'wrong', missed: price }, 'weights');
  lookup(370, 1, { truth: 'fresh' });
  expect(lookup(380, 9)).toEqual({
    ...price,
    stale: 1,
    wrong: 2,
    corrected: 0,
    outdated: 2,
    correctedAt: undefined,
  });
  expect(lookup(400, 1)).toMatchObject({ corrected: 1, outdated: 1, correctedAt: undefined });
  expect(lookup(450, 2)).toEqual({
    ...price,
    stale: 1,
    wrong: 2,
    corrected: 2,
    outdated: 0,
    correctedAt: 450,
  });
});

test('another change is followed when this one was corrected and told of for a while', () => {
  const { lookup } = watching();
  lookup(200, 1, { truth: 'wrong', missed: price });
  expect(lookup(600, 2, { truth: 'wrong', missed: later })).toMatchObject(price);
  lookup(700, 1);
  expect(lookup(20_699, 2, { truth: 'wrong', missed: later })).toMatchObject(price);
  expect(lookup(20_700, 2, { truth: 'wrong', missed: later })).toEqual({
    ...later,
    stale: 0,
    wrong: 1,
    corrected: 0,
    outdated: 1,
    correctedAt: undefined,
  });
});

test('a change with wrong answers goes before one with stale ones only', () => {
  const { lookup } = watching();
  lookup(200, 1, { truth: 'stale', missed: price });
  expect(lookup(600, 2, { truth: 'stale', missed: later })).toMatchObject({ ...price, stale: 1 });
  expect(lookup(700, 2, { truth: 'wrong', missed: later })).toMatchObject({ ...later, wrong: 1, stale: 0 });
  // The page of the change before says nothing of this one.
  expect(lookup(800, 1)).toMatchObject({ correctedAt: undefined });
});

test('a change whose pages nobody wants any more is given up', () => {
  const { lookup } = watching();
  lookup(200, 1, { truth: 'wrong', missed: price });
  expect(lookup(60_199, 2, { truth: 'wrong', missed: later })).toMatchObject(price);
  expect(lookup(60_200, 2, { truth: 'wrong', missed: later })).toMatchObject(later);
});

test('saved and restored it goes on as if it had not stopped', () => {
  const [a, b] = [watching(), watching()];
  a.lookup(200, 1, { truth: 'wrong', missed: price });
  b.missed.restore(structuredClone(a.missed.save()));
  for (const { lookup } of [a, b]) {
    lookup(300, 2, { truth: 'wrong', missed: price });
    lookup(400, 1);
  }
  expect(b.missed.followed).toEqual(a.missed.followed);
  expect(b.lookup(500, 2)).toEqual({
    ...price,
    stale: 0,
    wrong: 2,
    corrected: 2,
    outdated: 0,
    correctedAt: 500,
  });
});
