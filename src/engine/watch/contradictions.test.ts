import { expect, test } from 'vitest';
import type { FactChange } from '../../store/changes';
import { Contradictions, type GivenAnswer } from './contradictions';

const PRODUCTS = 10;
const answer = (
  at: number,
  prices: Record<number, number>,
  more: Partial<GivenAnswer> = {},
): GivenAnswer => ({
  shopper: 1,
  view: 100 + at,
  ids: Int32Array.from(Object.keys(prices), Number),
  priceCents: Int32Array.from(Object.values(prices)),
  facts: Int32Array.from(Object.keys(prices), Number),
  deal: -1,
  askedAt: at,
  at,
  ...more,
});
const price = (fact: number, at: number) => ({ fact, at, kind: 'price' }) as FactChange;

function counted(...steps: (GivenAnswer | FactChange)[]) {
  const found = new Contradictions(PRODUCTS + 5, PRODUCTS);
  for (const step of steps) 'kind' in step ? found.changed(step) : found.given(step);
  return found.total;
}

test('one product at two prices is a contradiction, unless its price changed between the answers', () => {
  expect(counted(answer(0, { 3: 100 }), answer(10, { 3: 100 }))).toEqual({ pairs: 1, contradictions: 0 });
  expect(counted(answer(0, { 3: 100 }), answer(10, { 3: 120 }))).toEqual({ pairs: 1, contradictions: 1 });
  expect(counted(answer(0, { 3: 100 }), price(3, 5), answer(10, { 3: 120 })).contradictions).toBe(0);
  expect(counted(price(3, 0), answer(5, { 3: 120 }), answer(10, { 3: 100 })).contradictions).toBe(1);
});

test('a change while an answer is on its way explains it', () => {
  const slow = answer(20, { 3: 100 }, { askedAt: 2 });
  expect(counted(price(3, 5), answer(8, { 3: 120 }), slow).contradictions).toBe(0);
});

test('a deal that begins explains another price; within one deal nothing does', () => {
  const on = { deal: 4 };
  expect(counted(answer(0, { 3: 100 }), answer(10, { 3: 80 }, on)).contradictions).toBe(0);
  expect(counted(answer(0, { 3: 100 }, on), answer(10, { 3: 80 }, on)).contradictions).toBe(1);
});

test('the same list in another order is a contradiction, unless something that it is made from changed', () => {
  const list = { view: 7, facts: Int32Array.of(12) };
  const there = answer(0, { 1: 5, 2: 6 }, list);
  const turned = { ...answer(10, {}, list), ids: Int32Array.of(2, 1), priceCents: Int32Array.of(6, 5) };
  expect(counted(there, turned)).toEqual({ pairs: 1, contradictions: 1 });
  expect(counted(there, { fact: 12, at: 5, kind: 'profile' } as FactChange, turned).contradictions).toBe(0);
  expect(counted(there, { ...turned, view: 8 }).contradictions).toBe(0);
});

test('answers of different shoppers, with nothing in common, or ten seconds apart are no pair', () => {
  expect(counted(answer(0, { 3: 100 }), answer(10, { 3: 120 }, { shopper: 2 })).pairs).toBe(0);
  expect(counted(answer(0, { 3: 100 }), answer(10, { 4: 120 })).pairs).toBe(0);
  expect(counted(answer(0, { 3: 100 }), answer(10_001, { 3: 120 })).pairs).toBe(0);
  expect(counted(answer(0, { 3: 100 }), answer(10_000, { 3: 120 })).pairs).toBe(1);
});

test('an answer is held against the last four', () => {
  const six = Array.from({ length: 6 }, (_, i) => answer(i, { 3: 100 }));
  expect(counted(...six).pairs).toBe(1 + 2 + 3 + 4 + 4);
});

test('the answers of the last twenty seconds at most are remembered, four a shopper, however many shoppers there are', () => {
  const found = new Contradictions(PRODUCTS + 5, PRODUCTS);
  let sent = 0;
  // A hundred answers a second, each to another shopper: two thousand of them are within twenty seconds.
  let most = 0;
  for (let at = 0; at < 60_000; at += 10) {
    found.given(answer(at, { 3: 100 }, { shopper: sent++ }));
    most = Math.max(most, found.remembered);
  }
  expect(most).toBeLessThanOrEqual(2_001);
  expect(found.remembered).toBeGreaterThanOrEqual(1_000);
  for (let at = 60_000; at < 80_000; at += 10) found.given(answer(at, { 3: 100 }, { shopper: sent++ % 2 }));
  expect(found.remembered).toBe(8);
});
