import { expect, test } from 'vitest';
import { ShopFile } from './shop-file';
import { FakeFolder } from './testing/fake-folder';

test('a saved shop can be loaded until it is removed', async () => {
  const folder = new FakeFolder();
  const file = new ShopFile(async () => folder);
  expect(await file.load()).toMatchObject({ ok: false, problem: { kind: 'no-imported-shop' } });
  expect(await file.save(Uint8Array.of(1, 2, 3))).toMatchObject({ ok: true });
  expect(await file.load()).toEqual({ ok: true, value: Uint8Array.of(1, 2, 3) });
  await file.remove();
  await file.remove();
  expect((await file.load()).ok).toBe(false);
});

test('a full disk and a refused file system are Problems, not exceptions', async () => {
  const full = new FakeFolder();
  full.fail = { at: 'write', name: 'QuotaExceededError' };
  expect(await new ShopFile(async () => full).save(new Uint8Array(9))).toMatchObject({
    problem: { kind: 'disk-full' },
  });
  const none = new ShopFile(() => Promise.reject(new Error('not allowed here')));
  expect(await none.save(new Uint8Array(9))).toMatchObject({ problem: { kind: 'shop-not-kept' } });
  expect(await none.load()).toMatchObject({ problem: { kind: 'shop-locked' } });
});

test.each(['write', 'close'] as const)(
  'when the disk fails at the %s, the file still holds the earlier shop',
  async (at) => {
    const folder = new FakeFolder();
    const file = new ShopFile(async () => folder);
    await file.save(Uint8Array.of(1, 2, 3));
    folder.fail = { at, name: 'QuotaExceededError' };
    expect((await file.save(Uint8Array.of(4, 5))).ok).toBe(false);
    expect(await file.load()).toEqual({ ok: true, value: Uint8Array.of(1, 2, 3) });
  },
);

test('a file that was created and never written holds no shop', async () => {
  const folder = new FakeFolder();
  const file = new ShopFile(async () => folder);
  folder.fail = { at: 'close', name: 'QuotaExceededError' };
  await file.save(Uint8Array.of(1));
  expect(await file.load()).toMatchObject({ problem: { kind: 'no-imported-shop' } });
});
