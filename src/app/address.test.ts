import { expect, test } from 'vitest';
import { readAddress, writeAddress } from './address';

test('page and run come back from an address', () => {
  const run = new URLSearchParams({ v: '1', ttl: '30s', do: '5~set.ttl.1s' });
  const { page, run: read } = readAddress(writeAddress('shop', run));
  expect(page).toBe('shop');
  expect(read.toString()).toBe(run.toString());
});

test('an empty address is the first page with an empty run', () => {
  for (const hash of ['', '#', '#/']) {
    const { page, run } = readAddress(hash);
    expect(page).toBe('');
    expect(run.size).toBe(0);
  }
});
