import fc from 'fast-check';
import { expect, test } from 'vitest';
import { trainCosine } from './models/cosine';
import { bought, weightsOf } from './testing/page-of';

const pairs = fc.array(fc.tuple(fc.nat(5), fc.nat(7)), { maxLength: 60 });
const interactions = (list: readonly (readonly [number, number])[]) => ({
  shoppers: 6,
  products: 8,
  shopper: Int32Array.from(list, ([shopper]) => shopper),
  product: Int32Array.from(list, ([, product]) => product),
  day: Float64Array.from(list, (_, i) => i),
});

test('cosine equals its definition over sets of shoppers', () => {
  fc.assert(
    fc.property(pairs, (list) => {
      const model = trainCosine(interactions(list));
      const buyers = Array.from(
        { length: 8 },
        (_, p) => new Set(list.filter(([, q]) => q === p).map(([s]) => s)),
      );
      for (let p = 0; p < 8; p++) {
        const { ids, scores } = model.similar(p, 50).value;
        const expected = buyers
          .map((other, id) => ({
            id,
            score:
              [...other].filter((s) => buyers[p]?.has(s)).length /
              Math.sqrt(other.size * (buyers[p]?.size ?? 0)),
          }))
          .filter(({ id, score }) => id !== p && score > 0);
        expect(ids.length).toBe(expected.length);
        for (const { id, score } of expected) expect(scores[ids.indexOf(id)]).toBeCloseTo(score, 12);
        for (let i = 1; i < ids.length; i++)
          expect(scores[i - 1]).toBeGreaterThanOrEqual(scores[i] as number);
      }
    }),
  );
});

test('shares of a history sum to 1; the newest and repeated products weigh most', () => {
  const { recent, categories } = weightsOf(bought([1, 2, 2, 4]));
  expect(recent.scores.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  expect(categories.scores.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  expect(recent.ids[0]).toBe(2);
  expect([...recent.ids].indexOf(4)).toBeLessThan([...recent.ids].indexOf(1));
});

test('without a history only likes have weights', () => {
  const nothing = weightsOf(bought([]));
  expect(nothing.recent.ids.length + nothing.due.ids.length + nothing.categories.ids.length).toBe(0);
  expect(nothing.prices).toMatchObject({ usualCents: 0, dearestCents: 0 });
  expect([...weightsOf(bought([]), { likes: [2], thrift: 1 }).categories.ids]).toEqual([2]);
});
