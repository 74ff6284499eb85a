import { expect, test } from 'vitest';
import { ShopFile, type ShopFolder } from './shop-file';

function fakeFolder(refuse?: string): ShopFolder {
  const files = new Map<string, Uint8Array>();
  const error = (name: string) => Object.assign(new Error(name), { name });
  return {
    async getFileHandle(name, options) {
      if (!files.has(name) && !options?.create) throw error('NotFoundError');
      return {
        getFile: async () => new Blob([(files.get(name) ?? new Uint8Array()) as Uint8Array<ArrayBuffer>]),
        async createWritable() {
          let held = new Uint8Array();
          return {
            async write(data) {
              if (refuse) throw error(refuse);
              held = data.slice();
            },
            close: async () => void files.set(name, held),
            abort: async () => {},
          };
        },
      };
    },
    async removeEntry(name) {
      if (!files.delete(name)) throw error('NotFoundError');
    },
  };
}

test('what was saved is there again, until it is removed', async () => {
  const folder = fakeFolder();
  const file = new ShopFile(async () => folder);
  expect(await file.load()).toMatchObject({ ok: false, problem: { kind: 'no-imported-shop' } });
  expect(await file.save(Uint8Array.of(1, 2, 3))).toMatchObject({ ok: true });
  expect(await file.load()).toEqual({ ok: true, value: Uint8Array.of(1, 2, 3) });
  await file.remove();
  await file.remove();
  expect((await file.load()).ok).toBe(false);
});

test('a full disk and a refused file system are Problems, not exceptions', async () => {
  const full = fakeFolder('QuotaExceededError');
  expect(await new ShopFile(async () => full).save(new Uint8Array(9))).toMatchObject({
    problem: { kind: 'disk-full' },
  });
  const none = new ShopFile(() => Promise.reject(new Error('not allowed here')));
  expect(await none.save(new Uint8Array(9))).toMatchObject({ problem: { kind: 'shop-not-kept' } });
  expect(await none.load()).toMatchObject({ problem: { kind: 'shop-locked' } });
});
