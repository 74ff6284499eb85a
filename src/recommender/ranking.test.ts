import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PageKey, ProductFacts } from './contract';
import { NEIGHBOURS, PAGE_ITEMS } from './contract';
import { reasonAt } from './reasons';
import { same } from './same';
import { bought, modelOf, pageOf, productsOf, weightsOf } from './testing/page-of';

const HOME: PageKey = { kind: 'home', shopper: 0 };
const reasonOf = (page: ReturnType<typeof pageOf>, id: number) =>
  reasonAt(page.reasons, page.ids.indexOf(id));

test('sold-out products are last, and a price change changes the page', () => {
  const model = modelOf({ 0: { 1: 0.9, 2: 0.2 } }, [0.5, 0.5, 0.5]);
  const page: PageKey = { kind: 'product', product: 0 };
  const shown = (change: Partial<ProductFacts>, of: number) =>
    pageOf(page, {
      model,
      store: (ids) => productsOf(ids).map((one) => (one.id === of ? { ...one, ...change } : one)),
    });
  const before = shown({}, 0);
  expect([...before.ids]).toEqual([0, 1, 2]);
  expect([...shown({ stock: 0 }, 1).ids]).toEqual([0, 2, 1]);
  expect(same.rankings(before, shown({ priceCents: 999 }, 2))).toBe(false);
});

test('low stock lowers a product, and so does a price over four times the most expensive purchase', () => {
  const model = modelOf({ 0: { 1: 0.5, 2: 0.49 } }, [0.5, 0, 0]);
  const first = (change: Partial<ProductFacts>) => {
    const store = (ids: ArrayLike<number>) =>
      productsOf(ids, { category: 0 }).map((one) => (one.id === 1 ? { ...one, ...change } : one));
    const { ids } = pageOf(HOME, { model, weights: weightsOf(bought([0])), store });
    return [...ids].filter((id) => id !== 0)[0];
  };
  expect(first({})).toBe(1);
  expect(first({ stock: 3 })).toBe(2);
  expect(first({ priceCents: 401 })).toBe(2);
});

test('a shopper without a history is shown the most popular products', () => {
  const page = pageOf(HOME, { model: modelOf({}, [0.1, 0, 0.4, 0.2]) });
  expect([...page.ids]).toEqual([2, 3, 0]);
  expect(reasonOf(page, 2)).toEqual({ kind: 'bestseller' });
});

test('each reason is given where it distinguishes a product', () => {
  const model = modelOf({ 9: { 4: 0.8, 5: 0.1 } }, [0.1, 0.01, 0, 0, 0, 0, 0, 0, 0.01, 0.1]);
  const weights = weightsOf(bought([1, 1, 1, 9], [0, 20, 40, 60]));
  const page = pageOf(HOME, {
    model,
    weights,
    shelf: { category: 0, ids: Int32Array.of(0, 3, 6) },
  });
  expect(reasonOf(page, 1)).toEqual({ kind: 'again', everyDays: 20 });
  expect(reasonOf(page, 9)).toEqual({ kind: 'before' });
  expect(reasonOf(page, 4)).toEqual({ kind: 'bought', product: 9 });
  expect(reasonOf(page, 0)).toEqual({ kind: 'popular', category: 0 });
});

const PRODUCTS = 30;
const share = fc.double({ min: 0.01, max: 1, noNaN: true });
const someProduct = fc.nat(PRODUCTS - 1);
const situation = fc.record({
  page: fc.oneof(
    fc.record({ kind: fc.constant('home' as const), shopper: fc.nat(9) }),
    fc.record({ kind: fc.constant('category' as const), shopper: fc.nat(9), category: fc.nat(2) }),
    fc.record({ kind: fc.constant('product' as const), product: someProduct }),
  ),
  lists: fc.array(fc.tuple(someProduct, someProduct, share), { maxLength: 200 }),
  popularity: fc.array(fc.oneof(fc.constant(0), share), { minLength: PRODUCTS, maxLength: PRODUCTS }),
  lines: fc.array(fc.tuple(someProduct, fc.nat(200)), { maxLength: 40 }),
  thrift: share,
  stock: fc.array(fc.nat(5), { minLength: PRODUCTS, maxLength: PRODUCTS }),
  cents: fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: PRODUCTS, maxLength: PRODUCTS }),
});

test('any input: finite scores, no product twice, sold out last, the same result again, and every reason true', () => {
  fc.assert(
    fc.property(situation, ({ page, lists, popularity, lines, thrift, stock, cents }) => {
      const similar: Record<number, Record<number, number>> = {};
      for (const [from, to, score] of lists)
        if (from !== to) similar[from] = { ...similar[from], [to]: score };
      const model = modelOf(similar, popularity);
      const store = (ids: ArrayLike<number>) =>
        productsOf(ids).map((one) => ({
          ...one,
          stock: stock[one.id] ?? 0,
          priceCents: cents[one.id] ?? 1,
        }));
      const sorted = [...lines].sort(([, a], [, b]) => a - b);
      const history = bought(
        sorted.map(([product]) => product),
        sorted.map(([, day]) => day),
      );
      const weights = page.kind === 'product' ? undefined : weightsOf(history, { likes: [1], thrift }, store);
      const category = page.kind === 'category' ? page.category : weights?.categories.ids[0];
      const onShelf = Int32Array.from({ length: PRODUCTS }, (_, id) => id).filter(
        (id) => id % 3 === category,
      );
      const shelf = category === undefined ? undefined : { category, ids: onShelf };
      const given = { model, store, ...(weights && { weights }), ...(shelf && { shelf }) };
      const shown = pageOf(page, given);

      expect(shown.scores.every(Number.isFinite)).toBe(true);
      expect(new Set(shown.ids).size).toBe(shown.ids.length);
      expect(shown.ids.length).toBeLessThanOrEqual(PAGE_ITEMS + 1);
      const recommended = [...shown.stock].slice(page.kind === 'product' ? 1 : 0);
      const firstSoldOut = recommended.indexOf(0);
      if (firstSoldOut >= 0) expect(recommended.slice(firstSoldOut).every((left) => left === 0)).toBe(true);
      expect(pageOf(page, given)).toEqual(shown);

      shown.ids.forEach((id, place) => {
        const reason = reasonAt(shown.reasons, place);
        const days = sorted.filter(([product]) => product === id).map(([, day]) => day);
        switch (reason.kind) {
          case 'bought':
            expect(sorted.map(([product]) => product)).toContain(reason.product);
            expect(model.similar(reason.product, NEIGHBOURS).value.ids).toContain(id);
            break;
          case 'alike':
            expect(page).toMatchObject({ product: reason.product });
            expect(model.similar(reason.product, NEIGHBOURS).value.ids).toContain(id);
            break;
          case 'again': {
            const gaps = days.slice(1).map((day, i) => day - (days[i] as number));
            expect(gaps.filter((gap) => gap > 0)).toContain(reason.everyDays);
            break;
          }
          case 'before':
            expect(days.length).toBeGreaterThan(0);
            break;
          case 'category':
            expect(id % 3).toBe(reason.category);
            expect(weights?.categories.ids).toContain(reason.category);
            break;
          case 'popular': {
            expect(id % 3).toBe(reason.category);
            const all = Array.from(onShelf, (one) => popularity[one] ?? 0);
            expect(popularity[id]).toBeGreaterThan(all.reduce((a, b) => a + b, 0) / all.length);
            break;
          }
          case 'bestseller':
            expect(popularity[id]).toBeGreaterThan(0);
            break;
          case 'price':
            expect(Math.abs(Math.log((cents[id] ?? 1) / reason.usualCents))).toBeLessThanOrEqual(
              Math.log(1.25) + 1e-9,
            );
        }
      });
    }),
  );
});
