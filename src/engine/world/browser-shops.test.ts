import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeFolder } from '../../store/testing/fake-folder';
import { BrowserShops } from './browser-shops';
import type { OpenShop } from './shops';

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
const csv = (name: string, rows: string) => new File([`${HEADER}\n${rows}`], `${name}.csv`);
const lines = (product: string, count: number) =>
  Array.from(
    { length: count },
    (_, i) => `${i},A${i},${product} ${i},1,2010-12-01 08:26,1.50,${i % 9},UK`,
  ).join('\n');

/** A file that breaks off in the middle of being read, as a drive that is pulled out. */
class Torn extends File {
  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    const reader = super.stream().getReader();
    let pieces = 0;
    return new ReadableStream({
      async pull(controller) {
        const { value, done } = await reader.read();
        if (++pieces > 1 || done || !value) controller.error(new Error('the drive is gone'));
        else controller.enqueue(value.slice(0, value.byteLength / 2));
      },
    });
  }
}

const plan = { products: 40, shoppers: 9 };
let folder: FakeFolder;
let shops: BrowserShops;
let old: OpenShop;
let kept: Uint8Array | undefined;
let wall = 0;
const import_ = (file: File, onProgress = () => {}) => shops.import([file], {}, onProgress);

/** A shop that was imported before and is open. */
beforeEach(async () => {
  folder = new FakeFolder();
  const wallNow = () => {
    wall += 100;
    return wall;
  };
  shops = new BrowserShops(wallNow, async () => folder, plan);
  expect((await import_(csv('first', lines('Lantern', 30)))).ok).toBe(true);
  old = (await shops.open('imported', 1, undefined)).shop;
  kept = [...folder.files.values()][0]?.slice();
});
afterEach(() => old.store.close());

/** Neither the open shop nor the kept one has changed, now or on a later visit. */
async function nothingHasChanged(): Promise<void> {
  expect([...folder.files.values()]).toEqual([kept]);
  expect((await shops.open('imported', 1, old)).shop.store).toBe(old.store);
  expect(old.store.product(0)?.name).toBe('Lantern 0');
  expect(old.store.size.products).toBe(30);
  const later = await new BrowserShops(
    () => 0,
    async () => folder,
    plan,
  ).open('imported', 1, undefined);
  expect(later.notice).toBeUndefined();
  expect(later.shop.store.product(0)?.name).toBe('Lantern 0');
  later.shop.store.close();
}

test.each<[string, string, File]>([
  ['is no shop', 'unknown-format', new File(['a,b\n1,2\n'], 'notes.csv')],
  ['has no usable row', 'no-usable-row', csv('none', 'C1,A,B,1,2010-12-01 08:26,1,100,UK\n')],
  ['has a line without an end', 'broken-csv', csv('open', `1,A,"never closed${' and on'.repeat(200_000)}`)],
  ['is random bytes after a good header', 'no-usable-row', csv('junk', '\u0000\uFFFD,,,\n"x",\n'.repeat(50))],
  [
    'breaks off while it is read',
    'unreadable-file',
    new Torn([`${HEADER}\n${lines('Bowl', 5_000)}`], 'torn.csv'),
  ],
])('an import of a file that %s leaves the old shop as it was', async (_, kind, file) => {
  expect(await import_(file)).toMatchObject({ ok: false, problem: { kind } });
  await nothingHasChanged();
});

test('a file beyond the bound leaves the old shop as it was and offers a sample, which then is the shop', async () => {
  const rows = Array.from({ length: 300 }, (_, i) => `${i},A${i % 20},Bowl,1,2010-12-01 08:26,1.50,${i},UK`);
  const file = csv('large', rows.join('\n'));
  const refused = await shops.import([file], { mostPurchases: 200 }, () => {});
  expect(refused).toMatchObject({ ok: false, fittingSample: 0.5, problem: { kind: 'too-large' } });
  await nothingHasChanged();
  const half = await shops.import([file], { mostPurchases: 200, sample: 0.5 }, () => {});
  if (!half.ok) throw new Error(half.problem.what);
  expect(half.value.used).toBeLessThan(200);
  const { shop } = await shops.open('imported', 1, undefined);
  expect(shop.store.size.purchases).toBe(half.value.used);
  shop.store.close();
});

test('a cancelled import leaves the old shop as it was, whenever it is cancelled', async () => {
  for (const stage of ['reading', 'building']) {
    const done = await shops.import([csv('second', lines('Bowl', 5_000))], {}, (progress) => {
      if (progress.stage === stage) shops.cancelImport();
    });
    expect(done).toMatchObject({ ok: false, problem: { kind: 'cancelled' } });
    await nothingHasChanged();
  }
});

test('a shop that the disk has no room for is used as long as the page lasts; the old one stays kept', async () => {
  folder.fail = { at: 'close', name: 'QuotaExceededError' };
  const done = await import_(csv('second', lines('Bowl', 40)));
  expect(done).toMatchObject({ ok: true, value: { notKept: { kind: 'disk-full' } } });
  expect([...folder.files.values()]).toEqual([kept]);
  const { shop } = await shops.open('imported', 1, old);
  expect(shop.store.product(0)?.name).toBe('Bowl 0');
  shop.store.close();
});

test('hostile texts are only texts: names of SQL, of markup and of formulas come back as they were', async () => {
  const names = [`'); DROP TABLE product; --`, '<img src=x onerror=alert(1)>', '=1+1', '__proto__'];
  const rows = names.map((name, i) => `${i},A${i},"${name}",1,2010-12-01 08:26,1.50,${i},UK`).join('\n');
  expect((await import_(csv('hostile', rows))).ok).toBe(true);
  const { shop } = await shops.open('imported', 1, undefined);
  const held = shop.store.products([0, 1, 2, 3]).map(({ name }) => name.toLowerCase());
  expect(held).toEqual(names.map((name) => name.toLowerCase()));
  shop.store.close();
});
