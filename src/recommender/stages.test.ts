import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PageKey, ProductFacts, PurchaseFacts } from './contract';
import { trainCosine } from './models/cosine';
import { candidates, rank } from './ranking';
import { same } from './same';
import { computeWeights, historyProducts } from './weights';

const pairs = fc.array(fc.tuple(fc.nat(5), fc.nat(7)), { maxLength: 60 });
const interactions = (list: readonly (readonly [number, number])[]) => ({
  shoppers: 6,
  products: 8,
  shopper: Int32Array.from(list, ([shopper]) => shopper),
  product: Int32Array.from(list, ([, product]) => product),
  day: Float64Array.from(list, (_, i) => i),
});
const shelf = (ids: ArrayLike<number>, change: Partial<ProductFacts> = {}): ProductFacts[] =>
  Array.from(ids, (id) => ({
    id,
    name: `p${id}`,
    category: id % 3,
    priceCents: 100 + id,
    stock: 5,
    ...change,
  }));
const bought = (...products: number[]): PurchaseFacts => ({
  product: Int32Array.from(products),
  quantity: new Int32Array(products.length).fill(1),
  day: Float64Array.from(products, (_, i) => i),
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

test('shares of a history sum to 1, the newest and the repeated weigh most', () => {
  const history = bought(1, 2, 2, 4);
  const { value } = computeWeights({
    history,
    profile: { likes: [], thrift: 0 },
    products: shelf(historyProducts(history)),
  });
  expect(value.recent.scores.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  expect(value.categories.scores.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  expect(value.recent.ids[0]).toBe(2);
  expect([...value.recent.ids].indexOf(4)).toBeLessThan([...value.recent.ids].indexOf(1));
});

test('without a history there are no weights but those of likes', () => {
  const nothing = computeWeights({
    history: bought(),
    profile: { likes: [], thrift: 1 },
    products: [],
  }).value;
  expect(nothing.recent.ids.length).toBe(0);
  expect(nothing.usualPriceCents).toBe(0);
  const likes = computeWeights({ history: bought(), profile: { likes: [2], thrift: 1 }, products: [] }).value;
  expect([...likes.categories.ids]).toEqual([2]);
});

test('what is out of stock sinks, and a price change changes what the shopper sees', () => {
  const model = trainCosine(
    interactions([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
      [2, 0],
      [2, 2],
    ]),
  );
  const page: PageKey = { kind: 'product', product: 0 };
  const given = { model, neighbours: [model.similar(0, 50).value] };
  const ids = candidates(page, given).value;
  expect(ids[0]).toBe(0);
  const before = rank(page, { ...given, products: shelf(ids) }).value;
  expect([...before.ids]).toEqual([0, 1, 2]);
  const soldOut = shelf(ids).map((p) => (p.id === 1 ? { ...p, stock: 0 } : p));
  expect([...rank(page, { ...given, products: soldOut }).value.ids]).toEqual([0, 2, 1]);
  const dearer = shelf(ids).map((p) => (p.id === 2 ? { ...p, priceCents: 999 } : p));
  expect(same.rankings(before, rank(page, { ...given, products: dearer }).value)).toBe(false);
});

test('any history and any page give finite scores, no product twice, and the same answer again', () => {
  const page = fc.oneof(
    fc.record({ kind: fc.constant('home' as const), shopper: fc.nat(9) }),
    fc.record({ kind: fc.constant('category' as const), shopper: fc.nat(9), category: fc.nat(4) }),
    fc.record({ kind: fc.constant('product' as const), product: fc.nat(9) }),
  );
  fc.assert(
    fc.property(pairs, page, fc.array(fc.nat(9), { maxLength: 20 }), (list, key, products) => {
      const model = trainCosine(interactions(list));
      const history = bought(...products);
      const weights = computeWeights({
        history,
        profile: { likes: [1], thrift: 0.5 },
        products: shelf(historyProducts(history)),
      }).value;
      const of = key.kind === 'product' ? [key.product] : weights.recent.ids;
      const given = {
        model,
        weights: key.kind === 'product' ? undefined : weights,
        neighbours: Array.from(of, (id) => model.similar(id, 50).value),
      };
      const answer = () => {
        const ids = candidates(key, { ...given, categoryProducts: Int32Array.from([1, 4, 7]) }).value;
        return rank(key, { ...given, products: shelf(ids) }).value;
      };
      const first = answer();
      expect(first.scores.every(Number.isFinite)).toBe(true);
      expect(new Set(first.ids).size).toBe(first.ids.length);
      expect(answer()).toEqual(first);
    }),
  );
});
