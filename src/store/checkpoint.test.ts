import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from './facts';
import { openEmbeddedShop } from './open';
import { changedPages, withPages } from './pages';
import { everything, openShop } from './testing/open-shop';

let store: Store;
let sqlBytes: () => Uint8Array;
beforeAll(async () => {
  const opened = await openShop();
  store = opened.store;
  sqlBytes = () => opened.sqlite3.capi.sqlite3_js_db_export(opened.db);
});
afterAll(() => store.close());

type Step = (to: Store, at: number) => unknown;
const id = fc.nat(29);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(id, fc.integer({ min: 0, max: 5_000 })).map(
    ([product, cents]): Step =>
      (to, at) =>
        to.setPrice(product, cents, at),
  ),
  fc.tuple(id, fc.array(id, { maxLength: 3 })).map(
    ([shopper, likes]): Step =>
      (to, at) =>
        to.setProfile(shopper, { likes, thrift: 0.5 }, at),
  ),
  fc.tuple(id, id).map(
    ([shopper, product]): Step =>
      (to, at) =>
        to.purchase(shopper, product, 1, at),
  ),
  fc.constant<Step>((to, at) => to.recordModel('cosine', at)),
  id.map(
    (product): Step =>
      (to) =>
        to.products([product, product + 1]),
  ),
);
const steps = fc.array(step, { maxLength: 40 });

test('restore brings back everything, and the same changes then give the same state', () => {
  fc.assert(
    fc.property(steps, steps, steps, (before, after, others) => {
      store.reset();
      let at = 0;
      for (const apply of before) apply(store, ++at);
      const saved = store.checkpoint();
      const then = everything(store);
      const rows = sqlBytes();
      const go = () => after.map((apply, i) => apply(store, at + 1 + i));
      const answers = go();
      const later = everything(store);
      store.restore(saved);
      expect(Buffer.compare(sqlBytes(), rows)).toBe(0);
      expect(everything(store)).toEqual(then);
      for (const apply of others) apply(store, ++at);
      store.restore(saved);
      at -= others.length;
      expect(go()).toEqual(answers);
      expect(everything(store)).toEqual(later);
    }),
    { numRuns: 60 },
  );
});

test('a reader of the feed learns of the rewind', () => {
  store.reset();
  const saved = store.checkpoint();
  store.setPrice(1, 100, 1);
  const { next } = store.changes.read(store.changes.begin);
  store.restore(saved);
  store.setPrice(2, 100, 1);
  const { rewound, changes } = store.changes.read(next);
  expect(rewound).toBe(true);
  expect(changes).toMatchObject([{ sequence: 1, product: 2 }]);
});

test('a checkpoint holds only the changes, not the shop; a checkpoint of another shop is refused', async () => {
  store.reset();
  const none = store.checkpoint().bytes;
  for (let product = 0; product < 20; product++) store.setPrice(product, 100, product);
  const some = store.checkpoint().bytes;
  expect(none).toBeLessThan(some);
  expect(some).toBeLessThan(store.pristine().byteLength / 3);
  const other = await openEmbeddedShop(8, () => 0, { products: 60, shoppers: 9 });
  expect(() => other.restore(store.checkpoint())).toThrow('another shop');
  other.close();
});

test('applying the changed pages gives the other database, larger or smaller', () => {
  const page = (mark: number) => {
    const bytes = new Uint8Array(512).fill(mark);
    bytes.set([2, 0], 16);
    return bytes;
  };
  const database = (...marks: number[]) => new Uint8Array(Buffer.concat(marks.map(page)));
  fc.assert(
    fc.property(
      fc.array(fc.nat(3), { minLength: 1, maxLength: 8 }),
      fc.array(fc.nat(3), { minLength: 1, maxLength: 8 }),
      (before, after) => {
        const changed = changedPages(database(...before), database(...after));
        expect(withPages(database(...before), changed)).toEqual(database(...after));
        expect([...changed.numbers]).toEqual(after.flatMap((mark, i) => (mark === before[i] ? [] : [i])));
      },
    ),
  );
  expect(() => changedPages(page(1), new Uint8Array(700))).toThrow('700 bytes');
});
