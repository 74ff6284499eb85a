import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Store } from './facts';
import { everything, openShop } from './testing/open-shop';

type Opened = Awaited<ReturnType<typeof openShop>>;
let opened: Opened;
let store: Store;
beforeEach(async () => {
  opened = await openShop();
  store = opened.store;
  store.setPrice(3, 500, 1);
  store.purchase(2, 3, 1, 2);
});
afterEach(() => store.close());

const taste = { likes: [1], thrift: 0.5 };
const refused: readonly (readonly [name: string, kind: string, write: (to: Store) => unknown])[] = [
  ['a price of 0', 'write-refused', (to) => to.setPrice(3, 0, 9)],
  ['a price below 0', 'write-refused', (to) => to.setPrice(3, -5, 9)],
  ['half a penny', 'write-refused', (to) => to.setPrice(3, 99.5, 9)],
  ['a price that is not a number', 'write-refused', (to) => to.setPrice(3, Number.NaN, 9)],
  ['the price of a product that does not exist', 'not-in-shop', (to) => to.setPrice(9_999, 100, 9)],
  ['the profile of a shopper that does not exist', 'not-in-shop', (to) => to.setProfile(9_999, taste, 9)],
  [
    'a thrift that is not a number',
    'write-refused',
    (to) => to.setProfile(2, { ...taste, thrift: Number.NaN }, 9),
  ],
  ['a purchase by a shopper that does not exist', 'not-in-shop', (to) => to.purchase(9_999, 3, 1, 9)],
  ['a purchase of a product that does not exist', 'not-in-shop', (to) => to.purchase(2, 9_999, 1, 9)],
  ['a purchase of 0 pieces', 'write-refused', (to) => to.purchase(2, 3, 0, 9)],
];

for (const [name, kind, write] of refused) {
  test(`the store refuses ${name} with a Problem and changes nothing`, () => {
    const before = everything(store);
    expect(write(store)).toMatchObject({ ok: false, problem: { kind } });
    expect(everything(store)).toEqual(before);
    expect(store.setPrice(3, 600, 10)).toEqual({ ok: true, value: undefined });
    expect(store.product(3)).toMatchObject({ priceCents: 600, version: store.versions[3] });
  });
}

test('a change is rolled back as a whole, whichever of its statements fails', () => {
  const faults = [
    'BEFORE INSERT ON past_price',
    'BEFORE UPDATE ON product',
    'BEFORE INSERT ON purchase',
    'BEFORE UPDATE ON shopper',
    'BEFORE INSERT ON model',
  ];
  let turn = 0;
  const writes: readonly ((to: Store) => { readonly ok: boolean })[] = [
    // Another price and another profile each time: an equal one would change nothing.
    (to) => to.setPrice(3, 700 + ++turn, 9),
    (to) => to.setProfile(2, { ...taste, thrift: turn / 100 }, 9),
    (to) => to.purchase(2, 3, 1, 9),
    (to) => to.recordModel('cosine', 9),
  ];
  const received: unknown[] = [];
  const stop = store.changes.follow((transaction) => received.push(transaction));
  let failures = 0;
  for (const fault of faults) {
    opened.db.exec(
      `CREATE TEMP TRIGGER fault ${fault} BEGIN SELECT RAISE(ABORT, 'the disk is on fire'); END`,
    );
    for (const write of writes) {
      const before = everything(store);
      const mark = received.length;
      if (write(store).ok) continue;
      failures++;
      expect(everything(store)).toEqual(before);
      expect(received.length).toBe(mark);
    }
    opened.db.exec('DROP TRIGGER fault');
  }
  stop();
  // Each trigger fails one or two of the changes and none of the others.
  expect(failures).toBe(1 + 2 + 1 + 2 + 1);
});

test('a full disk has its own kind of Problem, leaves the shop unchanged, and writes succeed once there is room', () => {
  const pages = Number(opened.db.selectValue('PRAGMA page_count'));
  opened.db.exec(`PRAGMA max_page_count = ${pages}`);
  let at = 10;
  while (at < 20_000 && store.setPrice(at % 100, 100 + at, at).ok) at++;
  const before = everything(store);
  expect(store.setPrice(5, 1_234, at)).toMatchObject({ ok: false, problem: { kind: 'disk-full' } });
  expect(everything(store)).toEqual(before);
  opened.db.exec(`PRAGMA max_page_count = ${pages + 100}`);
  expect(store.setPrice(5, 1_234, at).ok).toBe(true);
  expect(store.product(5)?.priceCents).toBe(1_234);
});

test('a follower of the feed sees rows and versions after the change', () => {
  const seen: boolean[] = [];
  store.changes.follow((transaction) => {
    for (const { fact, version } of transaction)
      seen.push(
        store.versions[fact] === version && fact < store.size.products
          ? store.offTheBooks().product(fact)?.version === version
          : store.versions[fact] === version,
      );
  });
  store.setPrice(1, 100, 5);
  store.purchase(1, 1, 1, 6);
  expect(seen).toEqual([true, true, true]);
});

test('writing the current price or profile changes no row and no version and adds nothing to the feed', () => {
  expect(store.setProfile(2, taste, 3)).toMatchObject({ ok: true });
  const before = everything(store);
  expect(store.setPrice(3, 500, 9)).toEqual({ ok: true, value: undefined });
  expect(store.setProfile(2, { ...taste, likes: [...taste.likes] }, 9)).toEqual({
    ok: true,
    value: undefined,
  });
  expect(everything(store)).toEqual(before);
});

test('a rehearsal returns what a write would bump and changes nothing, not even the counts', () => {
  store.setProfile(2, taste, 3);
  const before = { ...everything(store), writes: store.writes.map((count) => ({ ...count })) };
  const { changes } = store.changes.read(store.changes.begin);
  const [price] = changes.filter(({ kind }) => kind === 'price');
  const [profile] = changes.filter(({ kind }) => kind === 'profile');
  if (price?.kind !== 'price' || profile?.kind !== 'profile')
    throw new Error('A change is missing from the feed');
  expect(store.rehearse(price)).toEqual([]);
  expect(store.rehearse(profile)).toEqual([]);
  expect(store.rehearse({ ...price, to: 640 })).toMatchObject([{ kind: 'price', from: 500, to: 640 }]);
  expect({ ...everything(store), writes: store.writes.map((count) => ({ ...count })) }).toEqual(before);
  expect(store.setPrice(3, 640, 9)).toMatchObject({ ok: true });
});
