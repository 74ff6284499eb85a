import { expect, test } from 'vitest';
import { openEmbeddedShop } from './open';
import { shopHash } from './shop-hash';
import { loadStore } from './store';

const plan = { products: 60, shoppers: 30 };

test('the same data have the same hash, also after having been kept and changed; other data another', async () => {
  const store = await openEmbeddedShop(3, () => 0, plan);
  const hash = shopHash(store.pristine());
  expect(hash).toMatch(/^[0-9a-f]{8}$/);
  store.setPrice(1, 77, 0);
  const again = await openEmbeddedShop(3, () => 0, plan);
  const kept = await loadStore(store.pristine(), () => 0);
  const other = await openEmbeddedShop(4, () => 0, plan);
  expect(shopHash(again.pristine())).toBe(hash);
  expect(shopHash(kept.pristine())).toBe(hash);
  expect(shopHash(other.pristine())).not.toBe(hash);
});

test('the version of the library that wrote the file is no data', () => {
  const file = Uint8Array.from({ length: 300 }, (_, i) => i % 251);
  const hash = shopHash(file);
  file[97] = 1;
  expect(shopHash(file)).toBe(hash);
  file[200] = 1;
  expect(shopHash(file)).not.toBe(hash);
});
