import { beforeAll, expect, test } from 'vitest';
import type { FactChange } from './changes';
import type { Store } from './facts';
import { generateShop } from './generate/generate';
import { openEmbeddedShop } from './open';
import { loadStore } from './store';

const plan = { products: 240, shoppers: 60 };
let store: Store;
beforeAll(async () => {
  store = await openEmbeddedShop(7, () => 0, plan);
});

test('every read returns what the generator produced', () => {
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

test('a change bumps the version of its fact in the table and in the array, and appears in the feed', () => {
  store.reset();
  const received: (readonly FactChange[])[] = [];
  const stop = store.changes.follow((transaction) => received.push(transaction));
  store.setPrice(3, 777, 1_000);
  store.setPrice(3, 888, 5_000);
  store.purchase(4, 3, 1, 6_000);
  stop();
  store.setPrice(3, 999, 7_000);
  const fact = store.facts.product(3);
  expect(store.product(3)?.version).toBe(4);
  expect(store.versions[fact]).toBe(4);
  expect(store.purchases(4, 1)).toMatchObject({ version: 1, product: Int32Array.of(3) });
  expect(received).toMatchObject([
    [{ kind: 'price', version: 1, at: 1_000, to: 777 }],
    [{ kind: 'price', version: 2, at: 5_000, from: 777, to: 888 }],
    [
      { kind: 'purchase', version: 1, at: 6_000, shopper: 4, product: 3, transaction: 3 },
      { kind: 'stock', version: 3, at: 6_000, transaction: 3 },
    ],
  ]);
  expect([0, 1, 2, 3, 4].map((version) => store.changedAfter(fact, version)?.at)).toEqual([
    1_000,
    5_000,
    6_000,
    7_000,
    undefined,
  ]);
});

test('reads are counted, reads of the audit are not', () => {
  store.reset();
  store.offTheBooks().product(1);
  expect(store.queryCount).toBe(0);
  store.products([1, 2, 3]);
  store.product(1);
  expect([store.queryCount, store.rowCount]).toEqual([2, 4]);
  store.purchase(1, 1, 1, 0);
  expect(store.queryCount).toBe(2);
  const calls = store.writes
    .filter(({ calls }) => calls > 0)
    .map(({ statement, calls }) => [statement, calls]);
  expect(calls).toEqual([
    ['begin', 1],
    ['commit', 1],
    ['add purchase', 1],
    ['bump history', 1],
    ['stock until now', 1],
    ['set stock', 1],
  ]);
});

test('reset restores the shop as opened, and its bytes open as the same shop', async () => {
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
