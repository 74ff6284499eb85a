import { expect, test } from 'vitest';
import { refusalOfData } from './other-data';

const wanted = { hash: '0123abcd', title: 'Online Retail' };
const run = { seed: 1, shop: 'imported', settings: {}, interventions: [], data: wanted } as never;
const none = { kind: 'no-imported-shop', what: 'This browser has no imported shop.' };

test('a run in the shop that it was made with needs no word', () => {
  expect(refusalOfData(run, { ...wanted, title: 'renamed' }, undefined)).toBeUndefined();
});

test('without any imported shop it is said which one is needed', () => {
  expect(refusalOfData(run, undefined, none)).toEqual({
    kind: 'no-imported-shop',
    what: 'This run needs the shop imported from “Online Retail” (data 0123abcd). This browser has no imported shop.',
  });
});

test('with another one it is said that the data differ', () => {
  const other = { hash: 'ffffffff', title: 'MovieLens' };
  expect(refusalOfData(run, other, undefined)).toMatchObject({
    kind: 'other-data',
    what: expect.stringContaining('this browser has “MovieLens” (data ffffffff): the data differ'),
  });
});

test('a link that does not say which data asks for none', () => {
  expect(refusalOfData({ ...(run as object), data: undefined } as never, undefined, none)).toBeUndefined();
});
