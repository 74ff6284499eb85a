import { beforeAll, expect, test } from 'vitest';
import type { FactChange, Store } from './facts';
import { generateShop } from './generate/generate';
import { openEmbeddedShop } from './open';
import { loadStore } from './store';

const plan = { products: 240, shoppers: 60 };
let store: Store;
beforeAll(async () => {
  store = await openEmbeddedShop(7, () => 0, plan);
});

test('what the generator made can be read back, each in its own way', () => {
  const data = generateShop(7, plan);
  expect(store.size).toEqual({
    products: 240,
    shoppers: 60,
    categories: 24,
    purchases: data.purchases.day.length,
  });
  expect(store.product(3)).toMatchObject({
    id: 3,
    name: data.products.name[3],
    priceCents: data.products.priceCents[3],
    version: 0,
  });
  expect(store.product(999)).toBeUndefined();
  expect(store.products([5, 2, 999, 7]).map(({ id }) => id)).toEqual([5, 2, 7]);
  const { shopper, product } = store.interactions();
  expect([...shopper]).toEqual([...data.purchases.shopper]);
  expect([...product]).toEqual([...data.purchases.product]);
  const mine = [...product].filter((_, i) => shopper[i] === 4);
  expect([...store.purchases(4, 1_000).product]).toEqual(mine);
  expect([...store.purchases(4, 2).product]).toEqual(mine.slice(-2));
  expect([...store.categoryProducts(1)].every((id) => store.product(id)?.category === 1)).toBe(true);
});

test('a change bumps the version of its fact, in the table and beside it, and the feed tells it', () => {
  store.reset();
  const told: FactChange[] = [];
  const stop = store.onChange((change) => told.push(change));
  store.setPrice(3, 777, 1_000);
  store.setPrice(3, 888, 5_000);
  store.purchase(4, 3, 1, 6_000);
  stop();
  store.setPrice(3, 999, 7_000);
  const fact = store.facts.product(3);
  expect(store.product(3)?.version).toBe(4);
  expect(store.versions[fact]).toBe(4);
  expect(store.purchases(4, 1)).toMatchObject({ version: 1, product: Int32Array.of(3) });
  expect(told.map(({ kind, version, at, to }) => [kind, version, at, to])).toEqual([
    ['price', 1, 1_000, 777],
    ['price', 2, 5_000, 888],
    ['purchase', 1, 6_000, 3],
    ['stock', 3, 6_000, expect.any(Number)],
  ]);
  expect([0, 1, 2, 3, 4].map((version) => store.changedAfter(fact, version))).toEqual([
    1_000,
    5_000,
    6_000,
    7_000,
    undefined,
  ]);
});

test('a refused change changes nothing: a transaction is whole or not at all', () => {
  store.reset();
  const before = store.product(3);
  expect(() => store.setPrice(3, -5, 1)).toThrow();
  expect(store.product(3)).toEqual(before);
  expect(store.versions[3]).toBe(0);
});

test('reads are counted, reads off the books are not', () => {
  store.reset();
  store.offTheBooks().product(1);
  expect(store.queryCount).toBe(0);
  store.products([1, 2, 3]);
  store.product(1);
  expect([store.queryCount, store.rowCount]).toEqual([2, 4]);
});

test('reset brings the shop back to its beginning, and its bytes open as the same shop', async () => {
  const before = store.product(9);
  store.setPrice(9, 12_345, 1);
  store.reset();
  expect(store.product(9)).toEqual(before);
  expect(store.versions.every((version) => version === 0)).toBe(true);
  const again = await loadStore(store.pristine(), () => 0);
  expect(again.size).toEqual(store.size);
  expect(again.product(9)).toEqual(before);
  again.close();
  await expect(
    loadStore(new TextEncoder().encode('no database at all'.repeat(100)), () => 0),
  ).rejects.toThrow();
});
