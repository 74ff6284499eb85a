import { describe, expect, test } from 'vitest';
import { Random } from '../../base/random';
import { memoize } from '../memoize';
import type { Protect } from '../protect';

const basket = (protect: Protect) =>
  memoize(() => ({ items: ['tea'] }), {
    maxEntries: 10,
    ttlMs: 'never',
    random: new Random(1),
    protect: { singleFlight: true, ...protect },
  });

test('off: a caller that changes its value changes it for all callers', async () => {
  const get = basket({});
  (await get()).items.push('rum');
  expect(await get()).toEqual({ items: ['tea', 'rum'] });
});

describe('copy: each caller has its own value', () => {
  const aliasing = { by: 'copy' } as const;
  test('the computing code, joined callers and later callers', async () => {
    const get = basket({ aliasing });
    const [maker, other] = await Promise.all([get(), get()]);
    maker?.items.push('rum');
    expect(other).toEqual({ items: ['tea'] });
    (await get()).items.push('rum');
    expect(await get()).toEqual({ items: ['tea'] });
  });
});

describe('freeze: no caller can change a value', () => {
  const aliasing = { by: 'freeze' } as const;
  test('freezes deeply, without copies', async () => {
    const get = basket({ aliasing });
    const one = await get();
    expect(() => one.items.push('rum')).toThrow(TypeError);
    expect(await get()).toBe(one);
  });

  test('freezes a value that is not kept but shared by joined callers', async () => {
    const get = basket({ aliasing, scanBypass: true });
    const [one, other] = await Promise.all([get.scan(), get.scan()]);
    expect(get.memo.cache.size).toBe(0);
    expect(other).toBe(one);
    expect(() => one?.items.push('rum')).toThrow(TypeError);
  });

  test('visits a cycle once', async () => {
    const ring: { next?: object; last: undefined } = { last: undefined };
    ring.next = { ring };
    const get = memoize(() => ring, {
      maxEntries: 1,
      ttlMs: 'never',
      random: new Random(1),
      protect: { aliasing },
    });
    expect(Object.isFrozen((await get()).next)).toBe(true);
  });
});
