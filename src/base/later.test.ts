import { expect, test } from 'vitest';
import { later } from './later';

test('code is fetched once, at the first call', async () => {
  let fetched = 0;
  const code = later(async () => ({ number: ++fetched }));
  expect(fetched).toBe(0);
  const [first, second] = await Promise.all([code(), code()]);
  expect(second).toBe(first);
  expect((await code()).number).toBe(1);
});

test('after a failure the next call fetches again, and the fetched code is kept', async () => {
  let attempts = 0;
  const code = later(async () => {
    if (++attempts < 3) throw new TypeError('Failed to fetch dynamically imported module');
    return { attempts };
  });
  await expect(code()).rejects.toThrow('Failed to fetch');
  await expect(code()).rejects.toThrow('Failed to fetch');
  expect(await code()).toEqual({ attempts: 3 });
  expect(await code()).toEqual({ attempts: 3 });
});
